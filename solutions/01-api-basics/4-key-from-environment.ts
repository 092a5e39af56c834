import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function askAsTeam(
  question: string,
): Promise<{ answer: string; key: string }> {
  const apiKey = process.env.TEAM_OPENAI_KEY
  if (!apiKey)
    throw new Error(
      'TEAM_OPENAI_KEY is not set. Put it into the environment or into .env.',
    )

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

/** Enough of a key to tell it from another, too little to use it. */
function mask(key: string): string {
  if (key.length < 12) return '…'
  return `${key.slice(0, 3)}…${key.slice(-4)}`
}
