import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const json = { 'content-type': 'application/json' }
const counts = new Map<string, number>()

function respond(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: json })
}

export async function handle(request: Request): Promise<Response> {
  if (request.method !== 'POST') return respond(405, { error: 'method' })
  const visitor = request.headers.get('x-visitor') ?? 'nobody'
  const count = (counts.get(visitor) ?? 0) + 1
  if (count > 3) return respond(429, { error: 'Too many questions.' })
  const body = parse(await request.text())
  const names = Object.keys(body)
  const { question } = body
  if (typeof question !== 'string' || names.length > 1 || question === '')
    return respond(400, { error: 'body' })
  if (question.length > 500) return respond(400, { error: 'too long' })
  counts.set(visitor, count)
  setTimeout(() => {
    counts.set(visitor, (counts.get(visitor) ?? 1) - 1)
  }, 60_000).unref()
  const openai = new OpenAI({ maxRetries: 0 })
  const answer = await openai.chat.completions
    .create({
      model: pick('openai', 'cheap'),
      max_completion_tokens: 300,
      messages: [
        { role: 'developer', content: 'Answer in one sentence.' },
        { role: 'user', content: question },
      ],
    })
    .catch(() => undefined)
  if (!answer) return respond(502, { error: 'Please try again later.' })
  return respond(200, { answer: answer.choices[0]?.message.content })
}

function parse(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}
