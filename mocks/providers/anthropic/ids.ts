import { randomText } from '../../world.ts'
import type { Random } from '../../world.ts'

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** An id of 24 characters after its prefix, as all of Anthropic's are: msg_01…, toolu_01…, msgbatch_01…. */
export function newId(prefix: 'msg' | 'toolu' | 'msgbatch', random: Random): string {
  return `${prefix}_01${randomText(random, 22, base58)}`
}

/** The id of a request, in the header request-id and in error bodies. */
export function newRequestId(random: Random): string {
  return `req_011C${randomText(random, 20, base58)}`
}
