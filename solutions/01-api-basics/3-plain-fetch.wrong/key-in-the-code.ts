// Expected: You sent another key than the one in OPENAI_API_KEY: read it from process.env, so that it is in nobody's code.
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

const key = 'sk-proj-b7Qx0pL2vTz9'

export async function plainFetch(question: string): Promise<string> {
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
  if (!response.ok) throw new Error(`OpenAI answered ${response.status}`)
  const completion = (await response.json()) as {
    choices: { message: { content: string } }[]
  }
  return completion.choices[0]?.message.content ?? ''
}
