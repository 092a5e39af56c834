// Expected: Two equal questions at the same moment sent two requests: keep the promise, not only its text.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export type Ask = (
  question: string,
  instructions: string,
) => Promise<string>

export function startCache(lifetime: number): Ask {
  const kept = new Map<string, { until: number; text: string }>()
  return async (question, instructions) => {
    const key = JSON.stringify([model, instructions, question])
    const known = kept.get(key)
    if (known && known.until > Date.now()) return known.text
    const until = Date.now() + lifetime
    const text = await send(question, instructions)
    kept.set(key, { until, text })
    return text
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
