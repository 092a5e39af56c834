// Expected: The answers are not in the order of the questions: the first to come may belong to the last that was asked.
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
  const batches = questions.map(async (question, i) => {
    await sleep(Math.max(0, i - perMinute + 1) * (61_000 / perMinute))
    const answer = await ask(question)
    answers.unshift(answer)
  })
  await Promise.all(batches)
  return answers
}
