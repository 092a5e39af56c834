import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

const endpoint = new URL('/v1/chat/completions', 'https://api.openai.com')

export async function plainFetch(question: string): Promise<string> {
  const headers = new Headers({
    authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
  })
  headers.set('content-type', 'application/json; charset=utf-8')
  const body = JSON.stringify({
    messages: [{ content: question, role: 'user' }],
    model,
  })
  const response = await fetch(
    new Request(endpoint, { method: 'POST', headers, body }),
  )
  const text = await response.text()
  if (response.status >= 400)
    throw new Error(`${response.status} ${response.statusText}`)
  const { choices } = JSON.parse(text) as {
    choices: { message: { content: string } }[]
  }
  return choices[0]!.message.content
}
