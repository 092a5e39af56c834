// Expected: You have taken cold for warm: `cold` is for the answers at 0, `warm` for those at 1.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

async function differentAnswers(prompt: string, temperature: number) {
  const calls = Array.from({ length: 5 }, () =>
    client.chat.completions.create({
      model,
      reasoning_effort: 'none',
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
    cold: await differentAnswers(prompt, 1),
    warm: await differentAnswers(prompt, 0),
  }
}
