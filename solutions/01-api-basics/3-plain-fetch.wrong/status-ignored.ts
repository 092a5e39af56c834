// Expected: The status was 401 and you went on as if nothing had happened: check `response.ok` and throw.
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function plainFetch(question: string): Promise<string> {
  const response = await fetch(
    'https://api.openai.com/v1/chat/completions',
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      },
      body: JSON.stringify({
        model,
        messages: [{ role: 'user', content: question }],
      }),
    },
  )
  const completion = (await response.json()) as {
    choices?: { message: { content: string } }[]
  }
  return completion.choices?.[0]?.message.content ?? ''
}
