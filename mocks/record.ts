import { costOf } from './cost.ts'
import type { Incoming } from './incoming.ts'
import { keptBody } from './kept-body.ts'
import { KnownRequest, readRequest } from './known-request.ts'
import { isOwnRefusal } from './own-refusal.ts'
import { tapStream } from './stream-tap.ts'
import { redactAccounts, redactHeaders, redactText, redactUrl, secretsOf } from './redaction.ts'
import { isStreamed } from './streamed.ts'
import { failedBefore, meters, putOnTape } from './tape.ts'
import type { Exchange } from './tape.ts'
import { sumOf, usageIn, usageInBody, usagesInBatch } from './usage.ts'
import type { Usage } from './usage.ts'
import { breaking, readAll } from './whole-body.ts'
import { now, perWorld } from './world.ts'
import { listHeaders, WrittenResponse } from './written-response.ts'

/** Where the results of a batch are read, and those that were paid already. */
const batchResults = /\/(batches\/[^/?]+\/results|files\/[^/?]+\/content)(\?|$)/
const paidBatches = perWorld(() => new Set<string>())

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
  const exchange = putOnTape({
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
  })
  try {
    const read = await readRequest(request)
    const body = read instanceof KnownRequest ? read.sent : ''
    if (read instanceof KnownRequest) Object.assign(exchange.request, read.kept(redact))
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

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The last frame of a stream, after which OpenAI's SDK does not wait for the connection to end. */
const sentinel = /data: ?\[DONE\]\s*$/

async function recordResponse(
  exchange: Exchange,
  response: Response,
  redact: (text: string) => string,
  onEnd: (exchange: Exchange) => void,
): Promise<Response> {
  const isStream = isStreamed(response, exchange.request.url)
  const kept: NonNullable<Exchange['response']> = {
    status: response.status,
    headers: redactHeaders(listHeaders(response), exchange.live),
    body: '',
    ...(isStream && { frames: [] }),
    finishedAt: now(),
  }
  exchange.response = kept
  if (isOwnRefusal(kept.headers)) exchange.refused = true
  const finish = (body: string, error?: unknown, bytes?: Uint8Array<ArrayBuffer>) => {
    kept.finishedAt = now()
    if (bytes) Object.assign(kept, keptBody(bytes, body, kept.headers['content-type'] ?? null, redact))
    else kept.body = redact(body)
    if (error !== undefined && !(isStream && sentinel.test(body.slice(-100))))
      exchange.error = redact(error instanceof Error ? error.message : String(error))
    // Only what is generated costs; reading a stored answer again does not. A batch is paid when its results are read.
    if (exchange.request.method === 'POST') {
      const value = response instanceof WrittenResponse ? response.value : undefined
      const usage = (value ? usageIn(value) : usageInBody(body)) ?? meters.get(response)?.()
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
    finish(decoder.decode(bytes), error, bytes)
    return new Response(error === undefined ? bytes : breaking(bytes, error), response)
  }
  const onFrame = (text: string) => kept.frames?.push({ at: now() - exchange.startedAt, text: redact(text) })
  const isLines = response.headers.get('content-type')?.startsWith('application/x-ndjson') ?? false
  return new Response(tapStream(response.body, isLines, onFrame, finish), response)
}

function charge(exchange: Exchange, usages: readonly Usage[]): void {
  const [first] = usages
  if (!first) return
  exchange.usage = usages.slice(1).reduce(sumOf, first)
  const costs = usages.map((usage) => costOf(usage, exchange.provider)).filter((cost) => cost !== undefined)
  if (costs.length) exchange.cost = costs.reduce((sum, cost) => sum + cost, 0)
}
