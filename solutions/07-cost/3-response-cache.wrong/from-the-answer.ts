// Expected: You kept an answer for too long: its lifetime begins when it is asked for, not when it comes.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export type Ask = (
  question: string,
  instructions: string,
) => Promise<string>

export function startCache(lifetime: number): Ask {
  const kept = new Map<string, { until: number; answer: Promise<string> }>()
  return (question, instructions) => {
    const key = JSON.stringify([model, instructions, question])
    const known = kept.get(key)
    if (known && known.until > Date.now()) return known.answer
    const answer = send(question, instructions)
    const entry = { until: Infinity, answer }
    kept.set(key, entry)
    answer.then(
      () => (entry.until = Date.now() + lifetime),
      () => kept.delete(key),
    )
    return answer
  }
}

async function send(question: string, instructions: string) {
  const response = await client.responses.create({
    model,
    instructions,
    input: question,
  })
  return response.output_text
}
