import { hash, now, perWorld } from './world.ts'

/** Characters between two places where a prompt can be told to have been sent before. */
const step = 256

/** Most places that are remembered; the ones not used for longest are forgotten first. */
const most = 20_000

/** A prompt's beginning, up to one of those places → until when it is kept, simulated milliseconds since 1970. */
const places = perWorld(() => new Map<string, number>())

/**
 * Remembers a prompt, and finds how much of its beginning was sent before.
 *
 * @param account whose prompts are compared with each other: provider, key and model
 * @param prompt the whole prompt, in the order the model reads it
 * @param lifetime simulated milliseconds for which a beginning is kept after its last use
 * @returns characters, a multiple of 256
 */
export function repeatedPrefix(account: string, prompt: string, lifetime: number): number {
  const kept = places()
  let repeated = 0
  let unbroken = true
  let digest = hash(account)
  for (let end = step; end <= prompt.length; end += step) {
    const part = prompt.slice(end - step, end)
    digest = hash(`${digest} ${part}`)
    const place = `${account} ${end} ${digest}`
    unbroken &&= (kept.get(place) ?? 0) > now()
    if (unbroken) repeated = end
    // Deleted first, so that it moves to the end of the map's order.
    kept.delete(place)
    kept.set(place, now() + lifetime)
  }
  for (const place of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(place)
  }
  return repeated
}
