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
  for (let from = 0; from < questions.length; from += perMinute) {
    if (from > 0) await sleep(61_000)
    const wave = questions.slice(from, from + perMinute)
    answers.push(...(await Promise.all(wave.map(ask))))
  }
  return answers
}
