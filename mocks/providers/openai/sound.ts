/** Samples a second. */
const sampleRate = 24_000

/** Seconds for each word: a tone, and the pause after it. */
const perWord = 0.3
const perTone = 0.2

/**
 * Sound for a text: one short tone for each of its words, the longer the word the lower. Nobody here can speak.
 *
 * @returns samples of sixteen bits, little-endian, one channel
 */
export function tonesFor(text: string): Uint8Array<ArrayBuffer> {
  const words = text.match(/\S+/g) ?? []
  const step = Math.round(perWord * sampleRate)
  const samples = new DataView(new ArrayBuffer(words.length * step * 2))
  for (const [at, word] of words.entries()) {
    const pitch = 660 / (1 + word.length / 10)
    for (let i = 0; i < perTone * sampleRate; i++) {
      const loudness = 6000 * Math.sin((Math.PI * i) / (perTone * sampleRate))
      const value = Math.round(loudness * Math.sin((2 * Math.PI * pitch * i) / sampleRate))
      samples.setInt16((at * step + i) * 2, value, true)
    }
  }
  return new Uint8Array(samples.buffer)
}

/** Samples as a WAV file (RIFF), which keeps the text they stand for in its comment. */
export function wavOf(samples: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const comment = new TextEncoder().encode(text)
  const format = [...le(1, 2), ...le(1, 2), ...le(sampleRate, 4), ...le(sampleRate * 2, 4), ...le(2, 2), ...le(16, 2)]
  const info = [...ascii('INFO'), ...part('ICMT', comment)]
  const head = [
    ...ascii('WAVE'),
    ...part('fmt ', format),
    ...part('LIST', info),
    ...ascii('data'),
    ...le(samples.length, 4),
  ]
  const start = [...ascii('RIFF'), ...le(head.length + samples.length, 4), ...head]
  const file = new Uint8Array(start.length + samples.length)
  file.set(start)
  file.set(samples, start.length)
  return file
}

/** The text in the comment of a WAV file; undefined when there is none, or the file is something else. */
export function textInWav(file: Uint8Array<ArrayBuffer>): string | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const name = (at: number) => String.fromCharCode(...file.subarray(at, at + 4))
  if (file.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return undefined
  for (let at = 12; at + 8 <= file.length;) {
    const size = view.getUint32(at + 4, true)
    if (name(at) === 'LIST' && name(at + 8) === 'INFO' && name(at + 12) === 'ICMT') {
      const length = view.getUint32(at + 16, true)
      return new TextDecoder().decode(file.subarray(at + 20, at + 20 + length))
    }
    at += 8 + size + (size % 2)
  }
  return undefined
}

function part(name: string, data: ArrayLike<number>): number[] {
  return [...ascii(name), ...le(data.length, 4), ...Array.from(data), ...(data.length % 2 ? [0] : [])]
}

function ascii(text: string): number[] {
  return [...new TextEncoder().encode(text)]
}

/** A number in so many bytes, the lowest first. */
function le(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 255)
}
