/**
 * Passes a stream on while reading along.
 *
 * @param isLines whether a frame is a line, as of JSON; else it ends in an empty one
 * @param onFrame called for each frame that is complete, and for what is left at the end
 * @param onEnd called once with all that came, when the stream ends, breaks, or its reader leaves
 */
export function tapStream(
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
