/** A body as it is kept on the tape and in recordings: readable wherever it is text, without keys. */
export interface KeptBody {
  /** Text; of bytes that are none, their base64. */
  readonly body: string
  readonly encoding?: 'base64'
}

/** What stands in for bytes that are no text. */
const replacement = '\uFFFD'

/** The header that tells of a part of a form that its bytes are written in base64, as in mail (RFC 2045). */
const inBase64 = 'Content-Transfer-Encoding: base64'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Makes a text of a body from which the body can be made again. Sound and pictures become base64; of a form only those parts that are
 * no text do, so that its fields stay readable.
 *
 * @param bytes the body
 * @param text the same, as a decoder has it that replaces what it cannot read
 * @param contentType its header
 * @param redact masks keys; what became base64 it is not given, since it might take some of that for one
 */
export function keptBody(
  bytes: Uint8Array<ArrayBuffer>,
  text: string,
  contentType: string | null,
  redact: (text: string) => string,
): KeptBody {
  if (!text.includes(replacement) || textIn(bytes) !== undefined) return { body: redact(text) }
  const border = borderOf(contentType)
  return border === undefined ? { body: base64(bytes), encoding: 'base64' } : { body: keptForm(bytes, border, redact) }
}

/** The body that a kept one was made of: the same bytes. */
export function sentBody({ body, encoding }: KeptBody, contentType: string | null): string | Uint8Array<ArrayBuffer> {
  if (encoding === 'base64') return bytesOf(body, 'base64')
  const border = borderOf(contentType)
  return border !== undefined && body.includes(inBase64) ? sentForm(body, border) : body
}

/** A body as it is shown: of bytes that are no text, how many there are. */
export function shownBody(kept: KeptBody, contentType = 'no text'): string {
  if (kept.encoding === undefined) return kept.body
  return `(${sizeOf(kept).toLocaleString('en')} bytes, ${contentType})`
}

/** How many bytes a kept body had. */
export function sizeOf({ body, encoding }: KeptBody): number {
  return Buffer.byteLength(body, encoding ?? 'utf8')
}

/** The line between the parts of a form; undefined for what is none. */
export function borderOf(contentType: string | null): string | undefined {
  return /^multipart\/[^;]+;.*boundary="?([^";]+)/i.exec(contentType ?? '')?.[1]
}

function keptForm(bytes: Uint8Array<ArrayBuffer>, border: string, redact: (text: string) => string): string {
  const parts = Buffer.from(bytes).toString('latin1').split(`--${border}`)
  const kept = parts.map((part) => {
    const text = textIn(bytesOf(part, 'latin1'))
    if (text !== undefined) return redact(text)
    const end = part.indexOf('\r\n\r\n')
    const head = Buffer.from(part.slice(0, end), 'latin1').toString('utf8')
    return `${redact(head)}\r\n${inBase64}\r\n\r\n${base64(bytesOf(part.slice(end + 4, -2), 'latin1'))}\r\n`
  })
  return kept.join(`--${border}`)
}

function sentForm(body: string, border: string): Uint8Array<ArrayBuffer> {
  const line = Buffer.from(`--${border}`)
  const parts = body.split(`--${border}`).map((part) => {
    const [head = '', content] = part.split(`\r\n${inBase64}\r\n\r\n`)
    if (content === undefined) return Buffer.from(part)
    return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytesOf(content.slice(0, -2), 'base64'), Buffer.from('\r\n')])
  })
  return new Uint8Array(Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [line, part]))))
}

function textIn(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

const base64 = (bytes: Uint8Array<ArrayBuffer>) => Buffer.from(bytes).toString('base64')
const bytesOf = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding))
