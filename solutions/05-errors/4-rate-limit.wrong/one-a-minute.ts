// Expected: You waited longer than the limit asks for: one request every 60 / `perMinute` seconds is enough.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

const sleep = (ms: number) =>
  new Promise((resolve) => setTimeout(resolve, ms))

async function ask(question: string): Promise<string> {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return choices[0]?.message.content ?? ''
}

export async function askAll(
  questions: string[],
  _perMinute: number,
): Promise<string[]> {
  const gapMs = 61_000
  const answers = questions.map(async (question, i) => {
    await sleep(i * gapMs)
    return ask(question)
  })
  return Promise.all(answers)
}
