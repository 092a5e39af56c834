// Expected: All your requests had a temperature of 1: five have to go out at 0 and five at 1.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

async function differentAnswers(prompt: string, _temperature: number) {
  const calls = Array.from({ length: 5 }, () =>
    client.chat.completions.create({
      model,
      reasoning_effort: 'none',
      messages: [{ role: 'user', content: prompt }],
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
