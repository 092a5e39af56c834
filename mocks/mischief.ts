import type { Room } from './handle.ts'
import type { Incoming } from './incoming.ts'
import { borderOf } from './kept-body.ts'
import { writeLimits } from './limit-headers.ts'
import { charge, connect, remaining } from './limits.ts'
import type { Allowance, Exceeded } from './limits.ts'
import { connectionReset, hang, pause } from './pace.ts'
import { broken, cut, cutBody, failing, onEnd } from './broken-stream.ts'
import { isStreamed } from './streamed.ts'
import { misbehaviourOf } from './test-keys.ts'
import type { Misbehaviour } from './test-keys.ts'
import { hash, perWorld, randomFrom, seedFor } from './world.ts'
import type { Random } from './world.ts'

/** What a failure's wording may depend on. */
export interface FailureContext {
  readonly key: string
  readonly url: string
  /** Where the ids of the response come from. */
  readonly random: Random
  /** The model that was asked for, where the body names one. */
  readonly model?: string
  /** Which limit was exceeded, where one really was. */
  readonly exceeded?: Exceeded
}

/** How a provider fails. */
export interface Mishaps {
  /**
   * The provider's own answer to a failing request: status, body and headers.
   *
   * @returns undefined for the kinds that are no status
   */
  failure(kind: Misbehaviour, context: FailureContext): Response | undefined
  /** What the provider sends when a stream fails midway. */
  streamError(context: FailureContext): string
}

/** A room that can fail. */
export type Simulation = Room & Mishaps

/** The account of the key for the free tier; the figures are those of OpenAI's. */
const freeTier: Allowance = {
  limits: [
    { unit: 'requests', per: 'minute', most: 3 },
    { unit: 'requests', per: 'day', most: 200 },
    { unit: 'tokens', per: 'minute', most: 40_000 },
    { unit: 'tokens', per: 'day', most: 200_000 },
  ],
}

/** Anthropic counts requests at the same time as well. */
const allowanceOf = (provider: string): Allowance =>
  provider === 'anthropic' ? { ...freeTier, connections: 3 } : freeTier

/** Milliseconds before the first byte of a slow answer. */
const slowness = 20_000

/** How often a flaky key has failed with a body; those not used for longest are forgotten. */
const attempts = perWorld(() => new Map<number, number>())
const mostAttempts = 10_000

/**
 * Answers a request that was sent with a test key: as the provider does, when it misbehaves in that way.
 *
 * @param key the test key
 * @param body the request's body, as text
 * @throws a reset connection; the reason why the request was aborted
 */
export async function misbehave(room: Simulation, request: Incoming, key: string, body: string): Promise<Response> {
  const { url, signal } = request
  const model = /"model"\s*:\s*"([^"\\]+)"/.exec(body)?.[1]
  const context: FailureContext = {
    key,
    url,
    random: randomFrom(seedFor(`${key} ${request.method} ${url} ${body}`)),
    ...(model !== undefined && { model }),
  }
  const fail = async (kind: Misbehaviour, more: Partial<FailureContext> = {}) =>
    room.failure(kind, { ...context, ...more }) ?? room.answer(request)

  const kind = misbehaviourOf(key)
  switch (kind) {
    case undefined:
    // What happens inside an answer is for the room, and so is a key that nobody knows: it knows where the key stood.
    case 'invalid':
    case 'refusal':
    case 'content-filter':
    case 'bad-arguments':
      return room.answer(request)
    case 'slow':
      await pause(slowness, signal)
      return room.answer(request)
    case 'never-answers':
      return hang(signal)
    case 'reset':
      throw connectionReset()
    case 'flaky': {
      const failures = countFailure(hash(`${key} ${request.method} ${url} ${withoutBorder(request, body)}`))
      return failures < 2 ? fail(failures ? 'unavailable' : 'server-error') : room.answer(request)
    }
    case 'free-tier':
      return rationed()
    case 'cut-stream': {
      const response = await room.answer(request)
      return isStreamed(response, url) ? cut(response, room.provider) : response.ok ? cutBody(response) : response
    }
    case 'malformed': {
      const response = await room.answer(request)
      if (isStreamed(response, url)) return broken(response, room.provider)
      const text = await response.text()
      return new Response(response.ok ? text.slice(0, text.length / 2) : text, response)
    }
    case 'stream-error': {
      const response = await room.answer(request)
      if (isStreamed(response, url)) return failing(response, room.provider, room.streamError(context))
      return response.ok ? fail('server-error') : response
    }
    default:
      return fail(kind)
  }

  /** Within its limits the account is answered like any other, but its headers tell how little is left. */
  async function rationed(): Promise<Response> {
    const account = `${room.provider} ${key}`
    const allowance = allowanceOf(room.provider)
    const exceeded = charge(account, allowance, tokensOf(body))
    const close = exceeded ? () => {} : connect(account)
    try {
      const response = exceeded ? await fail('rate-limited', { exceeded }) : await room.answer(request)
      writeLimits(response.headers, room.provider, remaining(account, allowance))
      if (exceeded) writeWait(response.headers, exceeded.seconds)
      return onEnd(response, close)
    } catch (error) {
      close()
      throw error
    }
  }
}

/** A body without the border between the parts of a form, which is another one each time the same form is sent. */
function withoutBorder({ headers }: Incoming, body: string): string {
  const border = borderOf(headers.get('content-type'))
  return border === undefined ? body : body.replaceAll(border, '')
}

/** Writes how long to wait, in the headers in which the provider says so; nothing where no waiting helps. */
function writeWait(headers: Headers, seconds: number): void {
  for (const [name, perSecond] of [
    ['retry-after', 1],
    ['retry-after-ms', 1000],
  ] as const) {
    if (!headers.has(name)) continue
    if (Number.isFinite(seconds)) headers.set(name, String(seconds * perSecond))
    else headers.delete(name)
  }
}

/** The tokens a request is charged before it is answered: estimated, about four characters each. */
function tokensOf(body: string): number {
  const limit = /"(?:max_tokens|max_completion_tokens|max_output_tokens|maxOutputTokens)"\s*:\s*(\d+)/.exec(body)?.[1]
  return Math.ceil(body.length / 4) + Number(limit ?? 16)
}

/** How often this has failed before, up to two; it is counted by asking. */
function countFailure(name: number): number {
  const counts = attempts()
  const failures = counts.get(name) ?? 0
  counts.delete(name)
  counts.set(name, Math.min(2, failures + 1))
  if (counts.size > mostAttempts) counts.delete(counts.keys().next().value ?? 0)
  return failures
}
