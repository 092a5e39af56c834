// Expected: The third attempt would have been answered, in time: two failures may pass, so leave the SDK its retries.
import OpenAI from 'openai'
import { setTimeout as sleep } from 'node:timers/promises'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(limitMs)
  while (!signal.aborted) {
    try {
      const reply = await client.responses.create(
        { model, input: question },
        { signal },
      )
      return reply.output_text
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof OpenAI.RateLimitError)) throw error
      await sleep(2000, undefined, { signal }).catch(() => {})
    }
  }
  return undefined
}
