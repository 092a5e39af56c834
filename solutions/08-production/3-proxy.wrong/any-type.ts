// Expected: You asked the model although `question` was no text: see that it is a string before you look at its length, and respond with 400.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'
import { z } from 'zod'

const openai = new OpenAI()
const model = pick('openai', 'cheap')

const Body = z.strictObject({ question: z.any() })
const visits = new Map<string, number[]>()

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status })
}

async function questionIn(request: Request): Promise<string | undefined> {
  const body: unknown = await request.json().catch(() => undefined)
  const question = Body.safeParse(body).data?.question
  return question?.length > 0 && question.length <= 500
    ? question
    : undefined
}

function mayAsk(visitor: string): boolean {
  const since = Date.now() - 60_000
  const recent = (visits.get(visitor) ?? []).filter((at) => at > since)
  visits.set(visitor, [...recent, Date.now()])
  return recent.length < 3
}

export async function handle(request: Request): Promise<Response> {
  if (request.method !== 'POST') return refuse(405, 'Please use POST.')
  const question = await questionIn(request)
  if (question === undefined) return refuse(400, 'Please send a question.')
  const visitor = request.headers.get('x-visitor') ?? ''
  if (!mayAsk(visitor)) return refuse(429, 'Please wait a minute.')
  try {
    return Response.json({ answer: await ask(question) })
  } catch {
    return refuse(502, 'Nobody can answer just now.')
  }
}

async function ask(input: string): Promise<string> {
  const plan = { model, input, max_output_tokens: 300 }
  const { output_text } = await openai.responses.create(plan)
  return output_text
}
