import OpenAI from 'openai'
import pRetry from 'p-retry'
import { setTimeout as sleep } from 'node:timers/promises'
import { pick } from '@workbook/kit'

const most = 5
const baseMs = 1000
const capMs = 4000

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

function mayPass(error: unknown): boolean {
  if (!(error instanceof OpenAI.APIError)) return false
  if (error.code === 'insufficient_quota') return false
  return (
    error.status === undefined ||
    [408, 429].includes(error.status) ||
    error.status >= 500
  )
}

export async function askPatiently(question: string): Promise<string> {
  return await pRetry(
    async () => {
      const response = await client.responses.create({
        model,
        input: question,
      })
      return response.output_text
    },
    {
      retries: most - 1,
      minTimeout: 0,
      maxTimeout: 0,
      randomize: false,
      shouldRetry: ({ error }) => mayPass(error),
      async onFailedAttempt({ error, attemptNumber }) {
        if (!mayPass(error) || attemptNumber === most) return
        const asked =
          error instanceof OpenAI.APIError &&
          error.headers?.get('retry-after')
        const bound = Math.min(capMs, baseMs * 2 ** (attemptNumber - 1))
        await sleep(asked ? Number(asked) * 1000 : Math.random() * bound)
      },
    },
  )
}
