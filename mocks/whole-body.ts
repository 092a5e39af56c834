/** All there is of a body, and what broke it off. */
export async function readAll(response: Response): Promise<{ bytes: Uint8Array<ArrayBuffer>; error?: unknown }> {
  // Only of a connection that breaks is a part to be kept.
  if (!response.headers.has('content-length')) return { bytes: new Uint8Array(await response.arrayBuffer()) }
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body?.getReader()
  try {
    for (let piece; reader && !(piece = await reader.read()).done;) pieces.push(piece.value)
    return { bytes: joined(pieces) }
  } catch (error) {
    return { bytes: joined(pieces), error }
  }
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A body that breaks off after these bytes. */
export function breaking(bytes: Uint8Array<ArrayBuffer>, error: unknown): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isGiven = false
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (isGiven) return controller.error(error)
        isGiven = true
        controller.enqueue(bytes)
      },
    },
    { highWaterMark: 0 },
  )
}
