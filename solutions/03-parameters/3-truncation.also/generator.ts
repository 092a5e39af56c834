import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

/** Yields the answer piece by piece, and returns whether it came to its end. */
async function* pieces(question: string, limit: number) {
  const written: string[] = []
  const url = `${client.baseURL}/chat/completions`
  while (written.length < 4) {
    const user = (content: string) => ({ role: 'user', content })
    const draft = { role: 'assistant', content: written.join('') }
    const messages = written.length
      ? [user(question), draft, user('Go on, please.')]
      : [user(question)]
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${client.apiKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        model,
        messages,
        max_completion_tokens: limit,
        reasoning_effort: 'none',
      }),
    })
    if (!response.ok) throw new Error(await response.text())
    const { choices } = (await response.json()) as OpenAI.ChatCompletion
    written.push(choices[0]?.message.content ?? '')
    yield written.at(-1) ?? ''
    if (choices[0]?.finish_reason === 'stop') return true
  }
  return false
}

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  const source = pieces(question, limit)
  let text = ''
  for (;;) {
    const { done, value } = await source.next()
    if (done) return { text, complete: value }
    text += value
  }
}
