export interface ServerSentEvent {
  event: string
  data: string
}

const LF = 10
const CR = 13

/** Looks for the line ends among the bytes and decodes whole lines only. */
export async function* eventsOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder()
  let line: number[] = []
  let open: { event?: string; data: string[] } = { data: [] }
  for await (const piece of pieces) {
    for (const byte of piece) {
      if (byte !== LF) {
        line.push(byte)
        continue
      }
      if (line.at(-1) === CR) line.pop()
      const text = decoder.decode(Uint8Array.from(line))
      line = []
      if (text === '') {
        const { event = 'message', data } = open
        if (data.length > 0) yield { event, data: data.join('\n') }
        open = { data: [] }
      }
      const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(text) ?? []
      if (name === 'data') open.data.push(value)
      if (name === 'event') open.event = value
    }
  }
}
