import OpenAI from 'openai'
import { setTimeout as sleep } from 'node:timers/promises'
import { pick } from '@workbook/kit'

const most = 5
const baseMs = 1000
const capMs = 4000

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')
const passing = [408, 409, 429]

export async function askPatiently(
  question: string,
  n = 0,
): Promise<string> {
  try {
    const reply = await client.responses.create({ model, input: question })
    return reply.output_text
  } catch (error) {
    if (!(error instanceof OpenAI.APIError)) throw error
    const { status, code, headers } = error
    const hopeless =
      code === 'insufficient_quota' ||
      (status !== undefined && status < 500 && !passing.includes(status))
    if (hopeless || n === most - 1) throw error
    const seconds = Number(headers?.get('retry-after') ?? 0)
    const whole = Math.min(capMs, baseMs * Math.pow(2, n))
    await sleep(seconds > 0 ? seconds * 1000 : whole * Math.random())
    return askPatiently(question, n + 1)
  }
}
