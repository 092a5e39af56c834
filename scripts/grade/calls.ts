import type { OpenAI } from 'openai'
import type { Exchange } from '../../mocks/tape.ts'

export interface Message {
  readonly role: string
  readonly text: string
}

/** A request the student's code sent, and its answer, the same for every endpoint that talks to a model. */
export interface Call {
  readonly method: string
  readonly url: string
  /** Names in lower case; of a key only the last four characters are left. */
  readonly headers: Readonly<Record<string, string>>
  /** The parsed JSON, or the text where it is none. */
  readonly body: unknown
  readonly model: string | undefined
  /** The conversation the model read, earlier turns that the provider remembered included. */
  readonly messages: readonly Message[]
  readonly status: number | undefined
  /** The text the model answered with. */
  readonly answer: string
  /** Whether an SDK sent it. */
  readonly bySdk: boolean
}

type Conversations = Map<string, readonly Message[]>

/** What went over the wire, in the order it was sent. */
export function callsFrom(exchanges: readonly Exchange[]): Call[] {
  const conversations: Conversations = new Map()
  return exchanges.map((exchange) => callFrom(exchange, conversations))
}

function callFrom({ request, response }: Exchange, conversations: Conversations): Call {
  const body = parsed(request.body)
  const sent = isObject(body) ? body : {}
  const messages = messagesIn(sent, conversations)
  const completed = response ? answerIn(response.body) : { text: '' }
  if (completed.id) conversations.set(completed.id, [...messages, { role: 'assistant', text: completed.text }])
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body,
    model: typeof sent.model === 'string' ? sent.model : undefined,
    messages,
    status: response?.status,
    answer: completed.text,
    bySdk: 'x-stainless-lang' in request.headers,
  }
}

function messagesIn(body: Record<string, unknown>, conversations: Conversations): Message[] {
  const earlier = conversations.get(String(body.previous_response_id)) ?? []
  const rules = typeof body.instructions === 'string' ? [{ role: 'developer', text: body.instructions }] : []
  const turns = body.messages ?? body.input
  if (typeof turns === 'string') return [...earlier, ...rules, { role: 'user', text: turns }]
  return [...earlier, ...rules, ...(Array.isArray(turns) ? turns : []).filter(isObject).map(messageFrom)]
}

function messageFrom({ role, content }: Record<string, unknown>): Message {
  return { role: String(role), text: textOf(content) }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? content.map((part: { text?: string } | null) => part?.text ?? '').join('') : ''
}

/** The text of an answer, whichever endpoint gave it and whether it was streamed or not. */
function answerIn(body: string): { text: string; id?: string } {
  const events = /^(event|data):/.test(body) ? eventsIn(body) : [parsed(body)]
  const chunks = events.filter(isObject)
  const response = chunks.findLast((chunk) => isObject(chunk.response))?.response ?? chunks[0]
  if (!isObject(response)) return { text: '' }
  if (Array.isArray(response.output)) return { text: outputText(response.output), id: String(response.id) }
  const choices = chunks.map((chunk) => (chunk as { choices?: ChoiceOrDelta[] }).choices?.find((c) => c.index === 0))
  return { text: choices.map((choice) => choice?.message?.content ?? choice?.delta?.content ?? '').join('') }
}

type ChoiceOrDelta = Partial<OpenAI.ChatCompletion.Choice & OpenAI.ChatCompletionChunk.Choice>

function outputText(output: OpenAI.Responses.ResponseOutputItem[]): string {
  return output.map((item) => (item.type === 'message' ? textOf(item.content) : '')).join('')
}

function eventsIn(body: string): unknown[] {
  return body
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => parsed(line.slice(5)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
