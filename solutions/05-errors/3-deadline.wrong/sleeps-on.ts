// Expected: The time was up and your code went on, in a pause between two attempts: the pause has to end when the time is up, like a request.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(limitMs)
  for (let n = 0; ; n++) {
    try {
      const reply = await client.responses.create(
        { model, input: question },
        { signal },
      )
      return reply.output_text
    } catch (error) {
      if (signal.aborted) return undefined
      const isOver = !(error instanceof OpenAI.APIError) || n === 2
      if (isOver || error.status === 401) throw error
      const seconds = Number(error.headers?.get('retry-after') ?? 1)
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  }
}
