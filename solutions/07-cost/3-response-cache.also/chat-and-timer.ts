import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export type Ask = (
  question: string,
  instructions: string,
) => Promise<string>

export function startCache(lifetime: number): Ask {
  const kept = new Map<string, Promise<string>>()
  return async (question, instructions) => {
    const key = `${instructions}\u0000${question}`
    let answer = kept.get(key)
    if (!answer) {
      answer = send(question, instructions)
      kept.set(key, answer)
      setTimeout(() => kept.delete(key), lifetime)
    }
    try {
      return await answer
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }
}

async function send(question: string, instructions: string) {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [
      { role: 'developer', content: instructions },
      { role: 'user', content: question },
    ],
  })
  return choices[0]?.message.content ?? ''
}
