import type { Usage } from './usage.ts'

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
    /** Bytes that are no text are base64; in a form, those of such a part. */
    readonly body: string
    readonly encoding?: 'base64'
  }
  response?: {
    status: number
    headers: Record<string, string>
    body: string
    /** Says that the body is base64, because it is no text. */
    encoding?: 'base64'
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

/** What a simulated provider knows about its answer although it is not on the wire: the usage so far. */
export const meters = new WeakMap<Response, () => Usage>()

/** Puts an exchange that begins on the tape, with its number and the line that sent it. */
export function putOnTape(begun: Omit<Exchange, 'id' | 'sentFrom'>): Exchange {
  const sentFrom = locate()
  const exchange: Exchange = { id: nextId++, ...begun, ...(sentFrom !== undefined && { sentFrom }) }
  exchanges.push(exchange)
  if (exchanges.length > limit) exchanges.shift()
  return exchange
}

/** What clients try once more: broken connections, and these statuses. */
const worthATry = /^(408|409|429|5\d\d)$/

/** How far back the same request is looked for. */
const lookBack = 200

/** The last time that the same was sent, if it failed. */
export function failedBefore({ id, request: { method, url, body } }: Exchange): Exchange | undefined {
  const oldest = id - lookBack
  const before = exchanges.findLast(
    ({ id: other, request }) =>
      other <= oldest || (other !== id && request.body === body && request.url === url && request.method === method),
  )
  if (!before || before.id <= oldest) return undefined
  const { response, error } = before
  return (response ? worthATry.test(String(response.status)) : error !== undefined) ? before : undefined
}
