import { base62, hex, nowInSeconds, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'

/** The ids of a response and its items: they share a beginning, then tell the second they were made in. */
export function idFamily(random: Random): (kind: 'resp' | 'msg' | 'rs' | 'fc') => string {
  const family = randomText(random, 16, hex)
  return (kind) => {
    const second = nowInSeconds().toString(16).padStart(8, '0')
    return `${kind}_${family}00${second}${randomText(random, 4, hex)}81${randomText(random, 16, hex)}`
  }
}

/** The id of a tool call. */
export function callId(random: Random): string {
  return `call_${randomText(random, 24, base62)}`
}

/** What stands in for thoughts that only OpenAI can read. */
export function sealedThoughts(random: Random, tokens: number): string {
  return `gAAAAAB${randomText(random, 200 + 4 * Math.min(tokens, 1000), `${base62}-_`)}=`
}

/** The id of a file. */
export function fileId(random: Random): string {
  return `file-${randomText(random, 22, base62)}`
}

/** The id of a batch, or of one of its requests: it tells the second it was made in. */
export function batchId(kind: 'batch' | 'batch_req', random: Random): string {
  const second = nowInSeconds().toString(16).padStart(8, '0')
  return `${kind}_${second}${randomText(random, 4, hex)}8190${randomText(random, 16, hex)}`
}
