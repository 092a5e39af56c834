// Expected: Your header held the key alone: write the word Bearer and a space before it.
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function plainFetch(question: string): Promise<string> {
  const response = await fetch(
    'https://api.openai.com/v1/chat/completions',
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: process.env.OPENAI_API_KEY ?? '',
      },
      body: JSON.stringify({
        model,
        messages: [{ role: 'user', content: question }],
      }),
    },
  )
  if (!response.ok) throw new Error(`OpenAI answered ${response.status}`)
  const completion = (await response.json()) as {
    choices: { message: { content: string } }[]
  }
  return completion.choices[0]?.message.content ?? ''
}
