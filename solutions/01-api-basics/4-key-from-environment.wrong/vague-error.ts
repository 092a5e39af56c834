// Expected: Your error does not say which variable is missing: name TEAM_OPENAI_KEY in its message.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

const mask = (key: string) =>
  key.length < 12 ? '…' : `${key.slice(0, 3)}…${key.slice(-4)}`

export async function askAsTeam(
  question: string,
): Promise<{ answer: string; key: string }> {
  const apiKey = process.env.TEAM_OPENAI_KEY
  if (!apiKey) throw new Error('No key!')
  const client = new OpenAI({ apiKey })
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return {
    answer: completion.choices[0]?.message.content ?? '',
    key: mask(apiKey),
  }
}
