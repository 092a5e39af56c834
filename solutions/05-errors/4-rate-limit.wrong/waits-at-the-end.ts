// Expected: You waited after the last request although no other follows: wait only before a request.
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
  perMinute: number,
): Promise<string[]> {
  const answers: string[] = []
  for (const question of questions) {
    answers.push(await ask(question))
    await sleep(60_000 / perMinute - 1000)
  }
  return answers
}
