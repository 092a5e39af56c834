export interface ServerSentEvent {
  event: string
  data: string
}

export async function* eventsOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder('utf-8')
  let buffer = ''
  for await (const piece of pieces) {
    buffer += decoder.decode(piece, { stream: true })
    for (;;) {
      const end = /\r?\n\r?\n/.exec(buffer)
      if (!end) break
      const parsed = parse(buffer.slice(0, end.index))
      buffer = buffer.slice(end.index + end[0].length)
      if (parsed) yield parsed
    }
  }
}

function parse(block: string): ServerSentEvent | undefined {
  const fields = block.split(/\r?\n/).map((line) => {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1)
    return [
      line.slice(0, colon),
      value.startsWith(' ') ? value.slice(1) : value,
    ] as const
  })
  const data = fields.filter(([name]) => name === 'data')
  if (data.length === 0) return undefined
  const event = fields.findLast(([name]) => name === 'event')?.[1]
  return {
    event: event ?? 'message',
    data: data.map(([, value]) => value).join('\n'),
  }
}
