import { costOf } from './cost.ts'
import type { Incoming } from './incoming.ts'
import { isOwnRefusal } from './own-refusal.ts'
import { KnownRequest, readRequest } from './known-request.ts'
import { isStreamed } from './streamed.ts'
import { redactAccounts, redactHeaders, redactText, redactUrl, secretsOf } from './redaction.ts'
import { sumOf, usageInBody, usagesInBatch } from './usage.ts'
import type { Usage } from './usage.ts'
import { now, perWorld } from './world.ts'
import { listHeaders, WrittenResponse } from './written-response.ts'

/** A piece of a streamed body, with the blank line that ends it. */
export interface Frame {
  /** Milliseconds after the request was sent. */
  readonly at: number
  readonly text: string
}

/** A request and what came of it, with every key already masked. */
export interface Exchange {
  readonly id: number
  readonly provider: string
  /** True when the real provider answered. */
  readonly live: boolean
  /** Simulated milliseconds since 1970. */
  readonly startedAt: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Record<string, string>
    readonly body: string
  }
  response?: {
    status: number
    headers: Record<string, string>
    body: string
    /** Streams only: events, or lines of JSON. */
    frames?: Frame[]
    /** Simulated milliseconds since 1970; of the last byte that came. */
    finishedAt: number
  }
  /** Why there is no answer, or only part of one. */
  error?: string
  usage?: Usage
  /** US dollars. */
  cost?: number
  /** True when nobody told what the call has cost, and `cost` is the most it can have been. */
  costIsBound?: boolean
  /** The earlier exchange that failed and that this one tries once more. */
  retryOf?: number
  /** Which line sent it, as in lesson.ts:42; known while `locate` is set. */
  sentFrom?: string
  /** What its test key made the provider do. */
  testKey?: string
  /** The address at the provider itself, where it was sent to a server in between. */
  home?: string
  /** True when the workbook did not let it through. */
  refused?: boolean
  /** True when the answer was read from a recording. */
  replayed?: boolean
}

const exchanges: Exchange[] = []
let limit = Infinity
let nextId = 1
let locate: () => string | undefined = () => undefined

/** Everything that went over the wire in this process, in the order it was sent. */
export const tape = {
  get exchanges(): readonly Exchange[] {
    return exchanges
  },

  /** Forgets everything. */
  clear(): void {
    exchanges.length = 0
  },

  /** Keeps only the last so many exchanges, for processes that run for long. */
  keep(count: number): void {
    limit = count
  },

  /** Has every exchange from now on note the line that sent it. */
  locateWith(find: () => string | undefined): void {
    locate = find
  },

  /** What was used so far; cost in US dollars. */
  total(): { calls: number; inputTokens: number; outputTokens: number; cost: number } {
    const calls = exchanges.filter(({ refused }) => !refused).length
    const sum = { calls, inputTokens: 0, outputTokens: 0, cost: 0 }
    for (const { usage, cost } of exchanges) {
      sum.inputTokens += usage?.inputTokens ?? 0
      sum.outputTokens += usage?.outputTokens ?? 0
      sum.cost += cost ?? 0
    }
    return sum
  },
}

/** Where the results of a batch are read, and those that were paid already. */
const batchResults = /\/(batches\/[^/?]+\/results|files\/[^/?]+\/content)(\?|$)/
const paidBatches = perWorld(() => new Set<string>())

/** What a simulated provider knows about its answer although it is not on the wire: the usage so far. */
export const meters = new WeakMap<Response, () => Usage>()

/** What is known of an exchange before it begins. */
interface Known {
  readonly provider: string
  readonly live: boolean
  /** The keys in the request. */
  readonly secrets?: readonly string[]
  readonly testKey?: string
  readonly replayed?: true
  readonly home?: string
  /** Called once, when nothing more will come. */
  readonly onEnd?: (exchange: Exchange) => void
}

/**
 * Records an exchange while it happens.
 *
 * @param request what was sent; its body is read
 * @param answer how it is answered: it is given the request, to be read again, and its body as text
 * @returns the same response, to be handed on
 * @throws what `answer` throws, recorded
 */
export async function record(
  request: Incoming,
  { provider, live, secrets = secretsOf(request), testKey, replayed, home, onEnd = () => {} }: Known,
  answer: (request: Incoming, body: string) => Promise<Response>,
): Promise<Response> {
  // Whose account it is, is nobody's business where it is a real one.
  const redact = (text: string) => (live ? redactAccounts(redactText(text, secrets)) : redactText(text, secrets))
  const exchange: Exchange = {
    id: nextId++,
    provider,
    live,
    startedAt: now(),
    request: {
      method: request.method,
      url: redactUrl(request.url),
      headers: redactHeaders(Object.fromEntries(request.headers), true),
      body: '',
    },
    ...(testKey !== undefined && { testKey }),
    ...(replayed && { replayed }),
    ...(home !== undefined && home !== request.url && { home: redactUrl(home) }),
  }
  const sentFrom = locate()
  if (sentFrom !== undefined) exchange.sentFrom = sentFrom
  exchanges.push(exchange)
  if (exchanges.length > limit) exchanges.shift()
  try {
    const read = await readRequest(request)
    const body = read instanceof KnownRequest ? read.sent : ''
    Object.assign(exchange.request, { body: redact(body) })
    const failed = failedBefore(exchange)
    if (failed) exchange.retryOf = failed.id
    const response = await answer(read, body)
    return await recordResponse(exchange, response, redact, onEnd)
  } catch (error) {
    exchange.error = redact(error instanceof Error ? error.message : String(error))
    onEnd(exchange)
    throw error
  }
}

/** What clients try once more: broken connections, and these statuses. */
const worthATry = /^(408|409|429|5\d\d)$/

/** How far back the same request is looked for. */
const lookBack = 200

/** The last time that the same was sent, if it failed. */
function failedBefore({ id, request: { method, url, body } }: Exchange): Exchange | undefined {
  const oldest = id - lookBack
  const before = exchanges.findLast(
    ({ id: other, request }) =>
      other <= oldest || (other !== id && request.body === body && request.url === url && request.method === method),
  )
  if (!before || before.id <= oldest) return undefined
  const { response, error } = before
  return (response ? worthATry.test(String(response.status)) : error !== undefined) ? before : undefined
}

async function recordResponse(
  exchange: Exchange,
  response: Response,
  redact: (text: string) => string,
  onEnd: (exchange: Exchange) => void,
): Promise<Response> {
  const isStream = isStreamed(response, exchange.request.url)
  const kept = {
    status: response.status,
    headers: redactHeaders(listHeaders(response), exchange.live),
    body: '',
    ...(isStream && { frames: [] as Frame[] }),
    finishedAt: now(),
  }
  exchange.response = kept
  if (isOwnRefusal(kept.headers)) exchange.refused = true
  const finish = (body: string, error?: unknown) => {
    kept.finishedAt = now()
    kept.body = redact(body)
    if (error !== undefined) exchange.error = redact(error instanceof Error ? error.message : String(error))
    // Only what is generated costs; reading a stored answer again does not. A batch is paid when its results are read.
    if (exchange.request.method === 'POST') {
      const usage = usageInBody(body) ?? meters.get(response)?.()
      if (usage) charge(exchange, [usage])
    } else if (batchResults.test(exchange.request.url) && response.ok && !paidBatches().has(exchange.request.url)) {
      paidBatches().add(exchange.request.url)
      charge(exchange, usagesInBatch(body))
    }
    onEnd(exchange)
  }
  if (!isStream && response instanceof WrittenResponse) {
    finish(response.written)
    return response
  }
  if (!response.body) {
    finish('')
    return response
  }
  if (!isStream) {
    const { bytes, error } = await readAll(response)
    finish(new TextDecoder().decode(bytes), error)
    return new Response(error === undefined ? bytes : breaking(bytes, error), response)
  }
  const onFrame = (text: string) => kept.frames?.push({ at: now() - exchange.startedAt, text: redact(text) })
  const isLines = response.headers.get('content-type')?.startsWith('application/x-ndjson') ?? false
  return new Response(tap(response.body, isLines, onFrame, finish), response)
}

/** All there is of a body, and what broke it off. */
async function readAll(response: Response): Promise<{ bytes: Uint8Array<ArrayBuffer>; error?: unknown }> {
  // Only of a connection that breaks is a part to be kept.
  if (!response.headers.has('content-length')) return { bytes: new Uint8Array(await response.arrayBuffer()) }
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body?.getReader()
  try {
    for (let piece; reader && !(piece = await reader.read()).done;) pieces.push(piece.value)
    return { bytes: joined(pieces) }
  } catch (error) {
    return { bytes: joined(pieces), error }
  }
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A body that breaks off after these bytes. */
function breaking(bytes: Uint8Array<ArrayBuffer>, error: unknown): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isGiven = false
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (isGiven) return controller.error(error)
        isGiven = true
        controller.enqueue(bytes)
      },
    },
    { highWaterMark: 0 },
  )
}

function charge(exchange: Exchange, usages: readonly Usage[]): void {
  const [first] = usages
  if (!first) return
  exchange.usage = usages.slice(1).reduce(sumOf, first)
  const costs = usages.map((usage) => costOf(usage, exchange.provider)).filter((cost) => cost !== undefined)
  if (costs.length) exchange.cost = costs.reduce((sum, cost) => sum + cost, 0)
}

/** Passes a stream on while reading along; `onEnd` is called once, when it ends, breaks, or its reader leaves. */
function tap(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  isLines: boolean,
  onFrame: (text: string) => void,
  onEnd: (text: string, error?: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  const frames: string[] = []
  // What has come of the next frame; apart from the others, because a long text is costly to search anew for each piece.
  let open = ''
  const text = () => frames.join('') + open
  let hasLeft = false
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (hasLeft) return
          if (done) {
            if (open !== '') onFrame(open)
            onEnd(text())
            return controller.close()
          }
          open += decoder.decode(value, { stream: true })
          for (let border; (border = endOfFrame(open, isLines)) > 0; open = open.slice(border)) {
            const frame = open.slice(0, border)
            frames.push(frame)
            onFrame(frame)
          }
          controller.enqueue(value)
        } catch (error) {
          if (hasLeft) return
          onEnd(text(), error)
          controller.error(error)
        }
      },
      async cancel(reason) {
        hasLeft = true
        onEnd(text(), 'The client stopped reading.')
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Where the first frame ends, after its blank line or, of lines, its line break; 0 while it is incomplete. */
function endOfFrame(text: string, isLines: boolean): number {
  if (isLines) return text.indexOf('\n') + 1
  const lf = text.indexOf('\n\n')
  const crlf = text.indexOf('\r\n\r\n')
  if (lf < 0 && crlf < 0) return 0
  return lf >= 0 && (crlf < 0 || lf < crlf) ? lf + 2 : crlf + 4
}
