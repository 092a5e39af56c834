// Expected: You waited for the next piece, or for all of them, before you yielded the first event: `yield` it when its empty line is there.
export interface ServerSentEvent {
  event: string
  data: string
}

export async function* eventsOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const bytes: number[] = []
  for await (const piece of pieces) bytes.push(...piece)
  const text = new TextDecoder().decode(Uint8Array.from(bytes))
  const blocks = text.split(/\r?\n\r?\n/)
  for (const block of blocks.slice(0, -1)) {
    let event = 'message'
    const data: string[] = []
    for (const line of block.split(/\r?\n/)) {
      if (line.startsWith('event:')) event = line.slice(6).trim()
      if (line.startsWith('data:'))
        data.push(line.slice(5).replace(/^ /, ''))
    }
    if (data.length > 0) yield { event, data: data.join('\n') }
  }
}
