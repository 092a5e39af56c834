/** What a response is made of when its whole body is a text. */
interface Written {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** What the text says, where it is one object and its writer has it at hand: then nobody has to parse it. */
  readonly value?: object | undefined
}

/**
 * A response whose body is a text that is there from the beginning. To whoever reads it, it is like every other; but who
 * knows it takes the text and the headers as they are, because bodies as streams are what costs most of a small answer.
 */
export class WrittenResponse extends Response {
  readonly written: string
  /** What it says, where that is known. */
  readonly value: object | undefined
  #listed: Readonly<Record<string, string>>
  #isSorted = false
  #headers: Headers | undefined
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined

  /**
   * @param written the body
   * @param init as for every response; the headers as a plain object, with their names in lower case
   */
  constructor(written: string, { status = 200, headers = {}, value }: Written = {}) {
    super(null, { status })
    this.written = written
    this.value = value
    this.#listed = headers
  }

  /** Sets several headers at once; their names in lower case. */
  addHeaders(headers: Readonly<Record<string, string>>): void {
    this.#isSorted = false
    this.#listed = { ...this.#listed, ...headers }
    if (this.#headers) for (const name in headers) this.#headers.set(name, headers[name] ?? '')
  }

  /** One header; its name in lower case. */
  header(name: string): string | undefined {
    return this.#headers ? (this.#headers.get(name) ?? undefined) : this.#listed[name]
  }

  /** The headers as they are sent, in the order of their names. */
  listHeaders(): Readonly<Record<string, string>> {
    if (this.#headers) return Object.fromEntries(this.#headers)
    if (!this.#isSorted) {
      const sorted: Record<string, string> = {}
      for (const name of Object.keys(this.#listed).sort()) sorted[name] = this.#listed[name] ?? ''
      this.#listed = sorted
      this.#isSorted = true
    }
    return this.#listed
  }

  override get headers(): Headers {
    this.#headers ??= new Headers(this.#listed)
    return this.#headers
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#body === undefined) this.#body = new Response(this.written).body
    return this.#body
  }

  override get bodyUsed(): boolean {
    return this.#body?.locked ?? false
  }

  override async text(): Promise<string> {
    return this.written
  }

  override async json(): Promise<unknown> {
    return JSON.parse(this.written) as unknown
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new TextEncoder().encode(this.written)
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer
  }

  override async blob(): Promise<Blob> {
    return new Blob([this.written], { type: this.headers.get('content-type') ?? '' })
  }

  override clone(): WrittenResponse {
    return new WrittenResponse(this.written, { status: this.status, headers: this.listHeaders(), value: this.value })
  }
}

/** One header of a response; its name in lower case. */
export function headerOf(response: Response, name: string): string | undefined {
  return response instanceof WrittenResponse ? response.header(name) : (response.headers.get(name) ?? undefined)
}

/** The headers of a response, with their names in lower case. */
export function listHeaders(response: Response): Readonly<Record<string, string>> {
  return response instanceof WrittenResponse ? response.listHeaders() : Object.fromEntries(response.headers)
}

/** Adds headers to a response, or writes over those it has; their names in lower case. */
export function addHeaders(response: Response, headers: Readonly<Record<string, string>>): void {
  if (response instanceof WrittenResponse) response.addHeaders(headers)
  else for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
}
