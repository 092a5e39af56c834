import { roomFor } from './handle.ts'
import { borderOf, sentBody } from './kept-body.ts'
import type { KeptBody } from './kept-body.ts'
import { KnownRequest } from './known-request.ts'
import { ownRefusal } from './own-refusal.ts'
import { pause } from './pace.ts'
import { isSecretParameter, redactAccounts, redactText, secretsOf } from './redaction.ts'
import { record } from './record.ts'
import type { Exchange } from './tape.ts'
import { misbehaviourOf } from './test-keys.ts'

/** Answers a request from a recording; undefined for one that the recording has nothing to do with. */
export type Replay = (request: Request) => Promise<Response> | undefined

/**
 * Answers from what real providers answered before. Whoever is in the recording is answered from it alone; the others stay
 * simulated, as they were when it was made. The same request sent again gets the next answer, and the last one again and again.
 *
 * @param recording exchanges with real providers, in the order they were sent
 */
export function createReplay(recording: readonly Exchange[]): Replay {
  const providers = new Set(recording.map(({ provider }) => provider))
  const waiting = Map.groupBy(recording, (exchange) => recordedKey(exchange))
  return (request) => {
    const provider = roomFor(request.url)?.provider
    if (provider === undefined || !providers.has(provider)) return undefined
    if (secretsOf(request).some((secret) => misbehaviourOf(secret))) return undefined
    return record(request, { provider, live: false, replayed: true }, async (sent) => {
      const { method, headers, signal } = sent
      const kept = sent instanceof KnownRequest ? sent.kept((text) => text) : { body: '' }
      const found = waiting.get(keyOf(method, request.url, kept, headers.get('content-type')))
      const next = found && found.length > 1 ? found.shift() : found?.[0]
      if (next) return answerFrom(next, signal)
      const { pathname } = new URL(request.url)
      return ownRefusal(
        `The recording has no answer to this request (${method} ${pathname}): its body is another one than when it was made. Make a new recording, or leave --replay out.`,
        404,
      )
    })
  }
}

async function answerFrom({ response, error, startedAt }: Exchange, signal: AbortSignal): Promise<Response> {
  const failure = () => Object.assign(new Error(error ?? 'The connection broke.'), { code: 'ECONNRESET', errno: -1 })
  if (!response) throw failure()
  const { status, frames, finishedAt } = response
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers)) {
    // What was masked has a character that no header may have.
    if (name !== 'content-length') headers.set(name, value.replaceAll('…', '***'))
  }
  const init = { status, headers }
  if (!frames) {
    await pause(Math.max(finishedAt - startedAt, 0), signal)
    return new Response(noBody.has(status) ? null : sentBody(response, headers.get('content-type')), init)
  }
  await pause(frames[0]?.at ?? 0, signal)
  // The reader left in the middle of this one; whoever asks again gets what there is.
  return new Response(
    pieces(frames, error === undefined || /stopped reading/.test(error) ? undefined : failure(), signal),
    init,
  )
}

const noBody: ReadonlySet<number> = new Set([204, 205, 304])

function pieces(
  frames: readonly { at: number; text: string }[],
  failure: Error | undefined,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let i = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const frame = frames[i]
        if (!frame) return failure ? controller.error(failure) : controller.close()
        if (i > 0) await pause(Math.max(frame.at - (frames[i - 1]?.at ?? 0), 0), signal)
        i++
        controller.enqueue(encoder.encode(frame.text))
      },
    },
    { highWaterMark: 0 },
  )
}

function recordedKey({ home, request }: Exchange): string {
  return keyOf(request.method, home ?? request.url, request, request.headers['content-type'] ?? null)
}

/** What makes two requests the same: no key, no address of a server in between, no border between the parts of a form. */
function keyOf(method: string, url: string, { body }: KeptBody, contentType: string | null): string {
  const { pathname, searchParams } = new URL(url)
  const query = [...searchParams]
    .filter(([name]) => !isSecretParameter(name))
    .map(([name, value]) => `${name}=${value}`)
  const border = borderOf(contentType)
  const text = redactAccounts(redactText(border ? body.replaceAll(border, 'border') : body, []))
  return [method, pathname, query.join('&'), text].join('\n')
}
