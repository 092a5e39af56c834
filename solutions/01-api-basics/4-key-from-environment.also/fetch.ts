import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function askAsTeam(
  question: string,
): Promise<{ answer: string; key: string }> {
  const key = process.env.TEAM_OPENAI_KEY ?? ''
  if (key === '') throw new Error('Please set TEAM_OPENAI_KEY.')
  const shown =
    key.length < 12
      ? '…'
      : key.substring(0, 3) + '…' + key.substring(key.length - 4)
  console.log(`Asking with ${shown}`)
  const response = await fetch(
    'https://api.openai.com/v1/chat/completions',
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({
        model,
        messages: [{ role: 'user', content: question }],
      }),
    },
  )
  const completion = (await response.json()) as {
    choices: { message: { content: string } }[]
  }
  return {
    answer: completion.choices[0]?.message.content ?? '',
    key: shown,
  }
}
