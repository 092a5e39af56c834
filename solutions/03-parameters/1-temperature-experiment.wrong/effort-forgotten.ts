// Expected: The model refused your temperature, because it thinks before it answers: set its reasoning effort to 'none'.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

async function differentAnswers(prompt: string, temperature: number) {
  const calls = Array.from({ length: 5 }, () =>
    client.chat.completions.create({
      model,

      messages: [{ role: 'user', content: prompt }],
      temperature,
    }),
  )
  const completions = await Promise.all(calls)
  const texts = completions.map(
    ({ choices }) => choices[0]?.message.content,
  )
  return new Set(texts).size
}

export async function experiment(
  prompt: string,
): Promise<{ cold: number; warm: number }> {
  return {
    cold: await differentAnswers(prompt, 0),
    warm: await differentAnswers(prompt, 1),
  }
}
