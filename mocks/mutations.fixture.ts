import { randomFrom } from './world.ts'
import type { Random } from './world.ts'

const junk: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  '',
  'x',
  [],
  {},
  [null],
  [[]],
  '__proto__',
  'constructor',
  'a\u0000\ud800',
  { type: null },
  { type: 'text' },
  { type: 'constructor' },
  { toString: 1 },
  { length: -1 },
  'x'.repeat(300),
]
const names = [
  'foo',
  'constructor',
  'type',
  'toString',
  '__proto__',
  'model',
  'stream',
  'system',
  'tools',
  'n',
  'length',
]

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

/** A value with some of its parts replaced, dropped, or joined by others. */
function mutated(value: unknown, random: Random): unknown {
  if (random() < 0.06) return pick(random, junk)
  if (Array.isArray(value)) {
    const items = value.map((item) => mutated(item, random))
    if (random() < 0.1) items.push(pick(random, junk))
    if (random() < 0.05) items.pop()
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([key, item]) =>
    random() < 0.04 ? [] : [[key, mutated(item, random)] as const],
  )
  if (random() < 0.06) entries.push([pick(random, names), pick(random, junk)])
  return Object.fromEntries(entries)
}

export interface Target {
  /** With the method; the first is asked most often. */
  readonly addresses: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly object[]
}

/**
 * Requests of which many are wrong, each in its own way; always the same ones.
 *
 * @param count how many
 */
export function* requestsTo({ addresses, headers, bodies }: Target, count: number): Generator<Request> {
  const random = randomFrom(1)
  for (let i = 0; i < count; i++) {
    const address = random() < 0.7 ? (addresses[0] ?? '') : pick(random, addresses)
    const [usual = 'POST', url = ''] = address.split(' ')
    const method = random() < 0.02 ? pick(random, ['GET', 'PUT', 'DELETE', 'PATCH', 'POST']) : usual
    let text = JSON.stringify(mutated(pick(random, bodies), random)) ?? ''
    if (random() < 0.03) text = text.slice(0, Math.floor(random() * text.length))
    let bytes = new TextEncoder().encode(text)
    // Invalid UTF-8.
    if (random() < 0.02 && bytes.length > 9) bytes = bytes.with(Math.floor(bytes.length / 2), 0xc3)
    const sent = Object.entries(headers).filter(() => random() > 0.01)
    yield new Request(url, {
      method,
      headers: Object.fromEntries(sent),
      ...(method !== 'GET' && { body: bytes as Uint8Array<ArrayBuffer> }),
    })
  }
}
