// Expected: You let the visitor choose the settings of the call: take the question from the body, and refuse what else is in it.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'
import { z } from 'zod'

const openai = new OpenAI()
const model = pick('openai', 'cheap')

const Body = z.looseObject({ question: z.string().min(1).max(500) })
const visits = new Map<string, number[]>()

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status })
}

async function planIn(request: Request) {
  const body: unknown = await request.json().catch(() => undefined)
  const { question, ...more } = Body.safeParse(body).data ?? {}
  return question === undefined ? undefined : { input: question, ...more }
}

function mayAsk(visitor: string): boolean {
  const since = Date.now() - 60_000
  const recent = (visits.get(visitor) ?? []).filter((at) => at > since)
  visits.set(visitor, [...recent, Date.now()])
  return recent.length < 3
}

export async function handle(request: Request): Promise<Response> {
  if (request.method !== 'POST') return refuse(405, 'Please use POST.')
  const plan = await planIn(request)
  if (plan === undefined) return refuse(400, 'Please send a question.')
  const visitor = request.headers.get('x-visitor') ?? ''
  if (!mayAsk(visitor)) return refuse(429, 'Please wait a minute.')
  try {
    return Response.json({ answer: await ask(plan) })
  } catch {
    return refuse(502, 'Nobody can answer just now.')
  }
}

async function ask(plan: { input: string }): Promise<string> {
  const all = { model, max_output_tokens: 300, ...plan }
  const { output_text } = await openai.responses.create(all)
  return output_text
}
