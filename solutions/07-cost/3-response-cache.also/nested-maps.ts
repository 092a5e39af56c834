import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export type Ask = (
  question: string,
  instructions: string,
) => Promise<string>

interface Entry {
  asked: number
  answer: Promise<string>
}

export function startCache(lifetime: number): Ask {
  const shelves: Record<string, Map<string, Entry>> = {}
  return async function ask(question, instructions) {
    const shelf = (shelves[instructions] ??= new Map())
    const entry = shelf.get(question)
    const isFresh = entry && Date.now() - entry.asked < lifetime
    if (entry && isFresh) return entry.answer
    const answer = send(question, instructions).catch((error: unknown) => {
      shelf.delete(question)
      throw error
    })
    shelf.set(question, { asked: Date.now(), answer })
    return answer
  }
}

async function send(question: string, instructions: string) {
  const stream = client.responses.stream({
    model,
    input: [
      { role: 'system', content: instructions },
      { role: 'user', content: question },
    ],
  })
  return (await stream.finalResponse()).output_text
}
