import { pick } from '@workbook/kit'

const most = 5
const baseMs = 1000
const capMs = 4000

class Failure extends Error {
  readonly status: number
  readonly retryAfter: string | null

  constructor(response: Response, text: string) {
    super(text)
    this.status = response.status
    this.retryAfter = response.headers.get('retry-after')
  }
}

interface Completion {
  choices: { message: { content: string } }[]
}

async function ask(question: string): Promise<string> {
  const response = await fetch(
    'https://api.openai.com/v1/chat/completions',
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        model: pick('openai', 'cheap'),
        messages: [{ role: 'user', content: question }],
      }),
    },
  )
  if (!response.ok) throw new Failure(response, await response.text())
  const { choices } = (await response.json()) as Completion
  return choices[0]?.message.content ?? ''
}

function isHopeless(error: Failure): boolean {
  if (error.message.includes('insufficient_quota')) return true
  return error.status < 500 && error.status !== 408 && error.status !== 429
}

export async function askPatiently(question: string): Promise<string> {
  let left = most
  let whole = baseMs
  while (true) {
    left -= 1
    try {
      return await ask(question)
    } catch (error) {
      if (left === 0) throw error
      if (error instanceof Failure && isHopeless(error)) throw error
      const asked = error instanceof Failure ? error.retryAfter : null
      const ms = asked ? Number(asked) * 1000 : Math.random() * whole
      whole = Math.min(capMs, whole * 2)
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
  }
}
