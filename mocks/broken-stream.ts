import { meters } from './tape.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** How many events of a stream come through unharmed. Gemini's have a dozen tokens each, the others' one. */
function unharmed(provider: string): number {
  return provider === 'gemini' ? 1 : 8
}

/** The same answer, but the connection breaks in the middle of one of its first events. */
export function cut(response: Response, provider: string): Response {
  const changed = meddle(response, provider, (event, controller) => {
    controller.enqueue(event.slice(0, event.length / 2))
    return 'breaks'
  })
  // Only where the length is told, chunk by chunk, does a client notice that something is missing.
  changed.headers.set('transfer-encoding', 'chunked')
  return changed
}

/** The same answer, but an error of the provider comes in place of one of its first events, and nothing after it. */
export function failing(response: Response, provider: string, error: string): Response {
  return meddle(response, provider, (_, controller) => {
    controller.enqueue(new TextEncoder().encode(error))
    return 'ends'
  })
}

/** The same answer, but one of its first events holds only the first half of its JSON. */
export function broken(response: Response, provider: string): Response {
  return meddle(response, provider, (event, controller) => {
    const text = new TextDecoder().decode(event)
    const [end = ''] = /[\r\n]*$/.exec(text) ?? []
    const from = text.indexOf('{')
    const half = text.slice(0, Math.floor((from + text.length - end.length) / 2) + 1)
    controller.enqueue(new TextEncoder().encode(half + end))
    return 'goes on'
  })
}

/** The same answer, but the connection breaks after half of it. */
export async function cutBody(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer())
  const pieces = [whole.slice(0, whole.length / 2)]
  const changed = withBody(response, {
    pull(controller) {
      const piece = pieces.shift()
      if (piece?.length) controller.enqueue(piece)
      else controller.error(disconnected())
    },
  })
  changed.headers.set('content-length', String(whole.length))
  return changed
}

/** The same answer; `done` is called when it is at its end, broken, or left. */
export function onEnd(response: Response, done: () => void): Response {
  if (!response.body) {
    done()
    return response
  }
  const reader = response.body.getReader()
  return withBody(response, {
    async pull(controller) {
      const { done: isOver, value } = await reader.read().catch((error: unknown) => {
        done()
        throw error
      })
      if (!isOver) return controller.enqueue(value)
      done()
      controller.close()
    },
    cancel(reason) {
      done()
      return reader.cancel(reason)
    },
  })
}

/** A response that differs in nothing but its body; nothing of that is read ahead. */
function withBody(response: Response, source: UnderlyingDefaultSource<Bytes>): Response {
  const changed = new Response(new ReadableStream<Bytes>(source, { highWaterMark: 0 }), response)
  const meter = meters.get(response)
  if (meter) meters.set(changed, meter)
  return changed
}

/** The error of a connection that ends before the body does, as every client knows it. */
function disconnected(): Error {
  return Object.assign(new TypeError('terminated'), { code: 'UND_ERR_SOCKET', errno: -1 })
}

/**
 * Passes events on until one is to be harmed: after a few, or the last that has any meaning in a stream that is shorter.
 * One event is always held back, to know which is the last.
 */
function meddle(
  response: Response,
  provider: string,
  harm: (event: Bytes, controller: ReadableStreamDefaultController<Bytes>) => 'breaks' | 'ends' | 'goes on',
): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  let held: Bytes | undefined
  let passed = 0
  let fate: ReturnType<typeof harm> | undefined
  return withBody(response, {
    async pull(controller) {
      if (fate === 'breaks') return controller.error(disconnected())
      if (fate === 'ends') return controller.close()
      held ??= (await reader.read()).value
      const event = held
      if (!event) return controller.close()
      held = (await reader.read()).value
      const isLast = !held || isEndMark(held)
      if (fate || (passed < unharmed(provider) && !isLast)) {
        passed++
        return controller.enqueue(event)
      }
      fate = harm(event, controller)
      if (fate !== 'goes on') await reader.cancel()
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** True for what only says that nothing follows. */
function isEndMark(event: Bytes): boolean {
  return event.length < 40 && /^(data: \[DONE\]|\])/.test(new TextDecoder().decode(event))
}
