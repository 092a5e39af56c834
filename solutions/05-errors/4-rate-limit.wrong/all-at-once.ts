// Expected: A request was refused with 429: you sent it before there was room for it. Space the requests out, and leave a little to spare.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

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
  return Promise.all(questions.map(ask))
}
