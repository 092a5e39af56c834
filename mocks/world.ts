import { asOf } from '@workbook/kit'

/** The moment the simulated world begins: nine o'clock UTC on the catalogue's day, never the machine's. */
export const dawn = Date.parse(`${asOf}T09:00:00Z`)

const state = { seed: 0, beganAt: performance.now(), speed: 1, seen: new Map<number, number>(), number: 0 }

/** How many different requests are told apart; of those not seen for longest, the next one is the first again. */
const mostSeen = 20_000

/**
 * Begins a world anew.
 *
 * @param seed the run seed: the same seed and the same requests give the same answers
 * @param speed simulated milliseconds for each one of the clock's
 * @param beganAt what the clock, `performance.now()`, says at its dawn
 */
export function beginWorld(seed: number, speed = 1, beganAt = performance.now()): void {
  state.seed = seed
  state.speed = speed
  state.beganAt = beganAt
  state.seen.clear()
  state.number++
}

/**
 * Something that belongs to one world: it is made anew when another one begins.
 *
 * @returns what gives the current world's
 */
export function perWorld<T>(make: () => T): () => T {
  let number = state.number
  let value = make()
  return () => {
    if (number !== state.number) {
      number = state.number
      value = make()
    }
    return value
  }
}

/** Simulated time, in milliseconds since 1970. */
export function now(): number {
  return dawn + Math.round((performance.now() - state.beganAt) * state.speed)
}

/** Simulated time as the wire has it: whole seconds since 1970. */
export function nowInSeconds(): number {
  return Math.floor(now() / 1000)
}

/** True when a day, ISO date, has come in the simulated world. */
export function hasCome(day: string): boolean {
  return day <= asOf
}

/**
 * The seed of one call: the same request sent again gets another one, but parallel calls keep theirs whatever their order.
 *
 * @param request what is asked, as text
 */
export function seedFor(request: string): number {
  const key = hash(request)
  const times = state.seen.get(key) ?? 0
  // Deleted first, so that it moves to the end of the map's order.
  state.seen.delete(key)
  state.seen.set(key, times + 1)
  if (state.seen.size > mostSeen) state.seen.delete(state.seen.keys().next().value ?? 0)
  return hash(`${state.seed} ${key} ${times}`)
}

/** FNV-1a with a final mix, 32 bits: not secret, only well spread. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A source of numbers in [0, 1). */
export type Random = () => number

/** A repeatable source of random numbers (mulberry32). */
export function randomFrom(seed: number): Random {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
export const hex = '0123456789abcdef'

/** Random characters of an alphabet, for ids; all of them ASCII. */
export function randomText(random: Random, length: number, alphabet: string): string {
  // Put together from bytes, because a string that grows by characters is a chain of as many strings.
  const text = Buffer.allocUnsafe(length)
  for (let i = 0; i < length; i++) text[i] = alphabet.charCodeAt(Math.floor(random() * alphabet.length))
  return text.toString('latin1')
}
