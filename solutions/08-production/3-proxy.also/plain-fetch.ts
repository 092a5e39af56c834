import { pick } from '@workbook/kit'
import { z } from 'zod'

const Body = z.strictObject({ question: z.string().min(1).max(500) })
const visits = new Map<string, number[]>()

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status })
}

async function questionIn(request: Request): Promise<string | undefined> {
  const body: unknown = await request.json().catch(() => undefined)
  return Body.safeParse(body).data?.question
}

function mayAsk(visitor: string): boolean {
  const since = Date.now() - 60_000
  const recent = (visits.get(visitor) ?? []).filter((at) => at > since)
  visits.set(visitor, [...recent, Date.now()])
  return recent.length < 3
}

export async function handle(request: Request): Promise<Response> {
  if (request.method !== 'POST') return refuse(405, 'POST only')
  if (!mayAsk(request.headers.get('x-visitor') ?? ''))
    return refuse(429, 'Later, please.')
  const input = await questionIn(request)
  if (input === undefined) return refuse(400, 'A question, please.')
  const response = await fetch('https://api.openai.com/v1/responses', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      model: pick('openai', 'cheap'),
      input,
      max_output_tokens: 300,
    }),
  })
  if (!response.ok) return refuse(502, 'Not now.')
  const { output } = (await response.json()) as {
    output: { content?: { text: string }[] }[]
  }
  const parts = output.flatMap(({ content = [] }) => content)
  return Response.json({ answer: parts.map(({ text }) => text).join('') })
}
