import { hex, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'

export const lowerCase = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A random UUID, version 4. */
export function uuid(random: Random): string {
  const text = randomText(random, 32, hex)
  return [text.slice(0, 8), text.slice(8, 12), `4${text.slice(13, 16)}`, `a${text.slice(17, 20)}`, text.slice(20)].join(
    '-',
  )
}
