// Expected: You asked 1 times at 0 and 1 times at 1: send five requests at each, one for each answer.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

async function differentAnswers(prompt: string, temperature: number) {
  const { choices } = await client.chat.completions.create({
    model,
    reasoning_effort: 'none',
    messages: [{ role: 'user', content: prompt }],
    temperature,
    n: 5,
  })
  return new Set(choices.map(({ message }) => message.content)).size
}

export async function experiment(
  prompt: string,
): Promise<{ cold: number; warm: number }> {
  return {
    cold: await differentAnswers(prompt, 0),
    warm: await differentAnswers(prompt, 1),
  }
}
