// Expected: TEAM_OPENAI_KEY was not set, and your code sent a request all the same: check the variable first, and throw.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

const mask = (key: string) =>
  key.length < 12 ? '…' : `${key.slice(0, 3)}…${key.slice(-4)}`

export async function askAsTeam(
  question: string,
): Promise<{ answer: string; key: string }> {
  const apiKey = process.env.TEAM_OPENAI_KEY
  const client = new OpenAI({ apiKey })
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return {
    answer: completion.choices[0]?.message.content ?? '',
    key: mask(apiKey ?? ''),
  }
}
