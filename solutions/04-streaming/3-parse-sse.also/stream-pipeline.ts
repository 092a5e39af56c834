export interface ServerSentEvent {
  event: string
  data: string
}

function lineSplitter() {
  let rest = ''
  return new TransformStream<string, string>({
    transform(text, out) {
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) out.enqueue(line)
    },
  })
}

function eventBuilder() {
  let event = 'message'
  let data: string[] = []
  return new TransformStream<string, ServerSentEvent>({
    transform(line, out) {
      const colon = line.indexOf(':')
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = line.slice(colon + 1).replace(/^ /, '')
      if (field === 'event') event = value
      if (field === 'data') data.push(value)
      if (line !== '') return
      if (data.length > 0) out.enqueue({ event, data: data.join('\n') })
      event = 'message'
      data = []
    },
  })
}

export function eventsOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncIterable<ServerSentEvent> {
  const source = pieces[Symbol.asyncIterator]()
  const body = new ReadableStream<BufferSource>({
    async pull(controller) {
      const { done, value } = await source.next()
      if (done) controller.close()
      else controller.enqueue(new Uint8Array(value))
    },
  })
  return body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(lineSplitter())
    .pipeThrough(eventBuilder())
}
