import { base62, hash, hex, nowInSeconds, randomFrom, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'

const written = { second: NaN, date: '' }

/** A second since 1970 as the date header has it; written once, because many answers are given in the same one. */
function dateOf(second: number): string {
  if (written.second !== second) Object.assign(written, { second, date: new Date(second * 1000).toUTCString() })
  return written.date
}

/** The headers that every answer of api.openai.com carries. */
export function commonHeaders(random: Random): Record<string, string> {
  return {
    'access-control-expose-headers': 'X-Request-ID',
    'cf-cache-status': 'DYNAMIC',
    'cf-ray': `${randomText(random, 16, hex)}-FRA`,
    date: dateOf(nowInSeconds()),
    server: 'cloudflare',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-request-id': `req_${randomText(random, 32, hex)}`,
    'x-workbook-mock': '1',
  }
}

/** Those of an answer that was worked on, by an account. */
export function accountHeaders(key: string, processing: number): Record<string, string> {
  return {
    'openai-organization': 'workbook',
    'openai-processing-ms': String(Math.max(1, Math.round(processing))),
    'openai-project': `proj_${randomText(randomFrom(hash(key)), 24, base62)}`,
    'openai-version': '2020-10-01',
  }
}
