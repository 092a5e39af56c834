import { followTimetable } from './pace.ts'

/**
 * A response body that is written as it is read: nothing runs ahead of the reader, and when he leaves, the writer stops.
 *
 * @param signal aborts when the client closes the connection
 * @param frames writes the body; its signal also aborts when the reader cancels
 */
export function eventStream(
  signal: AbortSignal,
  frames: (signal: AbortSignal) => AsyncGenerator<string, void, undefined>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const left = new AbortController()
  const either = AbortSignal.any([signal, left.signal])
  followTimetable(either)
  const writer = frames(either)
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await writer.next()
        if (left.signal.aborted) return
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      cancel(reason) {
        left.abort(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
