// Expected: A short key was left half readable: mask one of fewer than 12 characters as … alone.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function askAsTeam(
  question: string,
): Promise<{ answer: string; key: string }> {
  const apiKey = process.env.TEAM_OPENAI_KEY
  if (!apiKey) throw new Error('TEAM_OPENAI_KEY is not set.')
  const client = new OpenAI({ apiKey })
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return {
    answer: completion.choices[0]?.message.content ?? '',
    key: `${apiKey.slice(0, 3)}…${apiKey.slice(-4)}`,
  }
}
