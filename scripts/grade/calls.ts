import type { OpenAI } from 'openai'
import type { Exchange } from '../../mocks/tape.ts'

export interface Message {
  readonly role: string
  readonly text: string
}

/** A piece of a streamed answer's text. */
export interface Piece {
  /** Simulated milliseconds since 1970. */
  readonly at: number
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
  /** The same in the pieces in which it came; none where it was not streamed. */
  readonly pieces: readonly Piece[]
  /** Why there is no answer, or only a part of one: the connection broke, or the student's code closed it. */
  readonly error: string | undefined
  /** Whether an SDK sent it. */
  readonly bySdk: boolean
  /** As the catalogue calls it: 'openai', 'ollama'. */
  readonly provider: string
  /** As it was charged, thoughts included; 0 where nothing was. */
  readonly inputTokens: number
  readonly outputTokens: number
  /** Of the input, what the provider had in its cache; of the output, what was thought. */
  readonly cachedTokens: number
  readonly reasoningTokens: number
  /** What it cost by the catalogue, in US dollars, the provider's prompt cache considered; 0 where nothing was charged. */
  readonly dollars: number
  /** Simulated milliseconds since 1970; the end is that of the last byte that came. */
  readonly startedAt: number
  readonly finishedAt: number
}

type Conversations = Map<string, readonly Message[]>

/** What went over the wire, in the order it was sent. */
export function callsFrom(exchanges: readonly Exchange[]): Call[] {
  const conversations: Conversations = new Map()
  return exchanges.map((exchange) => callFrom(exchange, conversations))
}

function callFrom(exchange: Exchange, conversations: Conversations): Call {
  const { request, response, provider, usage, startedAt } = exchange
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
    // Gemini has it in the address.
    model: typeof sent.model === 'string' ? sent.model : /\/models\/([^/:?]+):/.exec(request.url)?.[1],
    messages,
    status: response?.status,
    answer: completed.text,
    pieces: (response?.frames ?? [])
      .map(({ at, text }) => ({ at: startedAt + at, text: pieceIn(text) }))
      .filter(({ text }) => text !== ''),
    error: exchange.error,
    bySdk: 'x-stainless-lang' in request.headers || 'x-goog-api-client' in request.headers,
    provider,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cachedTokens: usage?.cachedInputTokens ?? 0,
    reasoningTokens: usage?.reasoningTokens ?? 0,
    dollars: exchange.cost ?? 0,
    startedAt,
    finishedAt: response?.finishedAt ?? startedAt,
  }
}

function messagesIn(body: Record<string, unknown>, conversations: Conversations): Message[] {
  const earlier = conversations.get(String(body.previous_response_id)) ?? []
  const rules = [
    ...(typeof body.instructions === 'string' ? [{ role: 'developer', text: body.instructions }] : []),
    // Anthropic; Gemini, in its two APIs.
    ...[body.system, body.systemInstruction, body.system_instruction]
      .filter((rule) => rule !== undefined)
      .map((rule) => ({ role: 'system', text: textOf(rule) })),
  ]
  const turns = body.messages ?? body.contents ?? body.input
  if (typeof turns === 'string') return [...earlier, ...rules, { role: 'user', text: turns }]
  return [...earlier, ...rules, ...(Array.isArray(turns) ? turns : []).filter(isObject).map(messageFrom)]
}

function messageFrom({ role, content, parts }: Record<string, unknown>): Message {
  return { role: String(role), text: textOf(content ?? parts) }
}

/** A text, a list of parts with texts, or what Gemini wraps such a list in; what a model thought is left out. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (isObject(content) && Array.isArray(content.parts)) return textOf(content.parts)
  if (!Array.isArray(content)) return ''
  return content.map((part: Part | null) => (part?.thought ? '' : (part?.text ?? ''))).join('')
}

interface Part {
  text?: string
  /** Gemini marks its thoughts so. */
  thought?: boolean
}

/** The text of an answer, whichever endpoint gave it and whether it was streamed or not. */
function answerIn(body: string): { text: string; id?: string } {
  const events = /^(event|data):/.test(body) ? eventsIn(body) : [parsed(body)]
  const chunks = events.filter(isObject)
  const response = chunks.findLast((chunk) => isObject(chunk.response))?.response ?? chunks[0]
  if (!isObject(response)) return { text: '' }
  if (Array.isArray(response.output)) {
    // Of a stream that broke off only the pieces are there.
    return { text: outputText(response.output) || chunks.map(deltaText).join(''), id: String(response.id) }
  }
  // Anthropic's whole message, or the pieces of one that is streamed.
  if (Array.isArray(response.content)) return { text: textOf(response.content) }
  if (chunks.some(({ type }) => type === 'message_start')) {
    return { text: chunks.map(deltaText).join('') }
  }
  if (Array.isArray(response.candidates)) return { text: chunks.map(geminiText).join('') }
  const choices = chunks.map((chunk) => (chunk as { choices?: ChoiceOrDelta[] }).choices?.find((c) => c.index === 0))
  return { text: choices.map((choice) => choice?.message?.content ?? choice?.delta?.content ?? '').join('') }
}

/** The text that is new in one event. */
function pieceIn(frame: string): string {
  const events = eventsIn(frame).filter(isObject)
  const isTyped = events.some(({ type }) => typeof type === 'string')
  return isTyped ? events.map(deltaText).join('') : answerIn(frame).text
}

function deltaText({ type, delta }: Record<string, unknown>): string {
  if (type === 'response.output_text.delta') return String(delta)
  return type === 'content_block_delta' && isObject(delta) ? textOf([delta]) : ''
}

function geminiText({ candidates }: Record<string, unknown>): string {
  const [first] = Array.isArray(candidates) ? (candidates as unknown[]) : []
  return isObject(first) ? textOf(first.content) : ''
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
