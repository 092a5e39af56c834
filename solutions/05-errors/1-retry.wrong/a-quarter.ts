// Expected: Your jitter is not the full one: draw evenly between 0 and the whole wait.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const most = 5
const baseMs = 1000
const capMs = 4000

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

function mayPass(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return true
  if (!(error instanceof OpenAI.APIError)) return false
  if (error.code === 'insufficient_quota') return false
  const status = Number(error.status)
  return status === 408 || status === 429 || status >= 500
}

function waitMs(error: unknown, n: number): number {
  const asked =
    error instanceof OpenAI.APIError && error.headers?.get('retry-after')
  if (asked) return Number(asked) * 1000
  return (1 - 0.25 * Math.random()) * Math.min(capMs, baseMs * 2 ** n)
}

async function ask(question: string): Promise<string> {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return choices[0]?.message.content ?? ''
}

export async function askPatiently(question: string): Promise<string> {
  for (let n = 0; ; n++) {
    try {
      return await ask(question)
    } catch (error) {
      if (!mayPass(error) || n + 1 === most) throw error
      const ms = waitMs(error, n)
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
  }
}
