// Expected: Comments, other fields and events without data must leave no trace.
export interface ServerSentEvent {
  event: string
  data: string
}

export async function* eventsOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  let event = 'message'
  let data: string[] = []
  for await (const line of linesOf(pieces)) {
    if (line.startsWith('event:')) event = valueOf(line)
    if (line.includes('data:')) data.push(valueOf(line))
    if (line !== '') continue
    if (data.length > 0) yield { event, data: data.join('\n') }
    event = 'message'
    data = []
  }
}

/** Whole lines, without their ends; the rest of a piece waits for the next one. */
async function* linesOf(pieces: AsyncIterable<Uint8Array>) {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of pieces) {
    rest += decoder.decode(piece, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.replace(/\r$/, '')
  }
}

/** What stands behind the colon and, where there is one, a blank. */
function valueOf(line: string): string {
  return line.replace(/^\w+: ?/, '')
}
