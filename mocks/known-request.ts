/** What a request is made of when its whole body was read already. */
interface Known {
  readonly method: string
  readonly headers: Headers
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
}

/**
 * A request whose body was read, as if it had not been: it gives what was read, as often as somebody asks. Requests are
 * costly to clone, and their bodies to read.
 */
export class KnownRequest extends Request {
  readonly #bytes: ArrayBuffer
  readonly #signal: AbortSignal
  readonly #headers: Headers
  #text: string | undefined
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined

  /**
   * @param url where it goes
   * @param bytes the body
   */
  constructor(url: string, bytes: ArrayBuffer, { method, headers, signal }: Known) {
    super(url, { method })
    this.#bytes = bytes
    this.#signal = signal
    this.#headers = headers
  }

  /** The body as text. */
  get sent(): string {
    this.#text ??= new TextDecoder().decode(this.#bytes)
    return this.#text
  }

  override get headers(): Headers {
    return this.#headers
  }

  override get signal(): AbortSignal {
    return this.#signal
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#body === undefined) this.#body = new Response(this.#bytes).body
    return this.#body
  }

  override get bodyUsed(): boolean {
    return this.#body?.locked ?? false
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(this.#bytes)
  }

  override async text(): Promise<string> {
    return this.sent
  }

  override async json(): Promise<unknown> {
    return JSON.parse(this.sent) as unknown
  }

  override clone(): Request {
    const { url, method, headers, signal } = this
    return new Request(url, { method, headers, signal, body: this.#bytes })
  }
}

/**
 * Reads the body of a request.
 *
 * @returns the same request, to be read again as often as one likes
 */
export async function readRequest(request: Request): Promise<Request> {
  if (request instanceof KnownRequest || !request.body) return request
  const { url, method, headers, signal } = request
  return new KnownRequest(url, await request.arrayBuffer(), { method, headers, signal })
}
