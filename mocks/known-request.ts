import type { Incoming, IncomingHeaders } from './incoming.ts'
import { keptBody } from './kept-body.ts'
import type { KeptBody } from './kept-body.ts'

/** What a request is made of when its whole body was read already. */
interface Known {
  readonly url: string
  readonly method: string
  readonly headers: IncomingHeaders
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
}

/**
 * A request whose body was read, as if it had not been: it gives what was read, as often as somebody asks. Requests are
 * costly to clone, and their bodies to read.
 */
export class KnownRequest implements Incoming {
  readonly url: string
  readonly method: string
  readonly headers: IncomingHeaders
  readonly signal: AbortSignal
  readonly #bytes: Uint8Array<ArrayBuffer>
  #text: string | undefined

  /** @param bytes the body */
  constructor({ url, method, headers, signal }: Known, bytes: Uint8Array<ArrayBuffer>) {
    this.url = url
    this.method = method
    this.headers = headers
    this.signal = signal
    this.#bytes = bytes
  }

  /** The body as text. */
  get sent(): string {
    this.#text ??= decoder.decode(this.#bytes)
    return this.#text
  }

  /**
   * The body as the tape keeps it.
   *
   * @param redact masks keys in a text
   */
  kept(redact: (text: string) => string): KeptBody {
    return keptBody(this.#bytes, this.sent, this.headers.get('content-type'), redact)
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#bytes.length ? new Response(this.#bytes).body : null
  }

  async text(): Promise<string> {
    return this.sent
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#bytes
    // A small buffer may be part of one that others use too.
    return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)
  }
}

const decoder = new TextDecoder()

/**
 * Reads the body of a request.
 *
 * @returns the same request, to be read again as often as one likes
 */
export async function readRequest(request: Incoming): Promise<Incoming> {
  if (request instanceof KnownRequest || !request.body) return request
  return new KnownRequest(request, new Uint8Array(await request.arrayBuffer()))
}
