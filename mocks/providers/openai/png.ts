/**
 * A picture of one colour, as a PNG file.
 *
 * Every pixel is the first colour of a palette, so that all of the picture is zeros: one repeated byte, which compresses
 * to about a kilobyte for a million pixels. Written by hand, since the compression of the Web's own API takes real time,
 * for which simulated time would have to wait. (PNG: ISO/IEC 15948; deflate: RFC 1951; its wrapping: RFC 1950.)
 *
 * @param color red, green and blue, 0 to 255
 */
export function plainPng(
  width: number,
  height: number,
  color: readonly [number, number, number],
): Uint8Array<ArrayBuffer> {
  // A byte for the filter of each row, and a bit for each pixel.
  const size = height * (1 + Math.ceil(width / 8))
  const parts = [
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', [...bytesOf(width), ...bytesOf(height), 1, 3, 0, 0, 0]),
    chunk('PLTE', color),
    chunk('IDAT', [0x78, 0x01, ...deflatedZeros(size), ...bytesOf(adlerOfZeros(size))]),
    chunk('IEND', []),
  ]
  return new Uint8Array(parts.flatMap((part) => [...part]))
}

/** Zeros, compressed: one of them, then "the same again" as often as needed, in the fixed codes of deflate. */
function deflatedZeros(count: number): number[] {
  const bits: number[] = []
  const write = (code: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bits.push((code >> at) & 1)
  }
  // The last block, in fixed codes: the lowest bits come first.
  bits.push(1, 1, 0)
  let left = count
  for (; left > 0 && (left - 1) % 258 > 0; left--) write(0b00110000, 8)
  if (left > 0) write(0b00110000, 8)
  // 258 bytes, one byte back.
  for (left--; left > 0; left -= 258) write(0b11000101_00000, 13)
  write(0, 7)
  const bytes: number[] = []
  for (let at = 0; at < bits.length; at += 8) {
    bytes.push(bits.slice(at, at + 8).reduce((byte, bit, place) => byte | (bit << place), 0))
  }
  return bytes
}

/** The check sum of so many zeros: the first half stays 1, the second one counts. */
function adlerOfZeros(count: number): number {
  return (count % 65_521) * 65_536 + 1
}

function chunk(name: string, data: readonly number[]): Uint8Array {
  const named = [...new TextEncoder().encode(name), ...data]
  return new Uint8Array([...bytesOf(data.length), ...named, ...bytesOf(crc(named))])
}

function bytesOf(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
}

/** CRC-32, as PNG has it. */
function crc(bytes: readonly number[]): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
