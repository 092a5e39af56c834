// Expected: You sent 1 requests for 2 questions: each needs one of its own.
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
  const [question = ''] = questions
  const answer = await ask(question)
  return questions.map(() => answer)
}
