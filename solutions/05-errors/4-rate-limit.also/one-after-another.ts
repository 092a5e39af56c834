import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askAll(
  questions: string[],
  perMinute: number,
): Promise<string[]> {
  const answers: string[] = []
  for (const input of questions) {
    if (answers.length > 0) await sleep(60_000 / perMinute)
    const reply = await client.responses.create({ model, input })
    answers.push(reply.output_text)
  }
  return answers
}
