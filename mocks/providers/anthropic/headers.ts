import { hash, hex, now, randomFrom, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'
import { newRequestId } from './ids.ts'

/**
 * The headers that every answer of api.anthropic.com carries.
 *
 * @param random where the ids come from
 * @param key whose organisation is named; empty when nobody knows who asks
 */
export function commonHeaders(random: Random, key: string): Record<string, string> {
  return {
    ...(key && { 'anthropic-organization-id': organizationOf(key) }),
    'cf-cache-status': 'DYNAMIC',
    'cf-ray': `${randomText(random, 16, hex)}-FRA`,
    date: new Date(now()).toUTCString(),
    'request-id': newRequestId(random),
    server: 'cloudflare',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-robots-tag': 'none',
    'x-workbook-mock': '1',
  }
}

/** The organisation a key belongs to; a UUID, always the same for the same key. */
function organizationOf(key: string): string {
  const random = randomFrom(hash(key))
  const part = (length: number) => randomText(random, length, hex)
  return `${part(8)}-${part(4)}-4${part(3)}-8${part(3)}-${part(12)}`
}
