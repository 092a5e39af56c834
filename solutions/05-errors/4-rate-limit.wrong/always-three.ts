// Expected: With 120 requests a minute you waited as if there were only a few: work out the pace from `perMinute`.
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
  const gapMs = 20_500
  const answers = questions.map(async (question, i) => {
    await sleep(i * gapMs)
    return ask(question)
  })
  return Promise.all(answers)
}
