import { now, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A ULID: ids of this kind tell the time, and sort by it. */
export function ulid(random: Random): string {
  let time = now()
  let text = ''
  for (let at = 0; at < 10; at++, time = Math.floor(time / 32)) text = `${alphabet[time % 32]}${text}`
  return `${text}${randomText(random, 16, alphabet)}`
}
