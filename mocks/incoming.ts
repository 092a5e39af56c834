/**
 * A request as far as the simulated providers read it. Every `Request` is one; but of what came over HTTP no more than this
 * is made, because a whole `Request` costs more than many an answer.
 */
export interface Incoming {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHeaders
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
  /** Null when nothing was sent along. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}

/** The headers of a request, as far as anybody looks at them. */
export interface IncomingHeaders extends Iterable<[name: string, value: string]> {
  get(name: string): string | null
  has(name: string): boolean
}

/** Headers that are listed already, with their names in lower case. */
export class ListedHeaders implements IncomingHeaders {
  readonly #listed: ReadonlyMap<string, string>

  constructor(listed: ReadonlyMap<string, string>) {
    this.#listed = listed
  }

  get(name: string): string | null {
    return this.#listed.get(name.toLowerCase()) ?? null
  }

  has(name: string): boolean {
    return this.#listed.has(name.toLowerCase())
  }

  [Symbol.iterator](): Iterator<[name: string, value: string]> {
    return this.#listed.entries()
  }
}

/** A whole `Request`, to be sent on. */
export async function asRequest(incoming: Incoming): Promise<Request> {
  if (incoming instanceof Request) return incoming
  const { url, method, headers, signal } = incoming
  const body = incoming.body && (await incoming.arrayBuffer())
  return new Request(url, { method, headers: [...headers], signal, body })
}
