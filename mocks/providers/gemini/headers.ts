import { now } from '../../world.ts'

/**
 * The headers that every answer of generativelanguage.googleapis.com carries; there is no request id and no rate limit
 * among them.
 *
 * @param took simulated milliseconds until the first byte
 */
export function commonHeaders(took: number): Record<string, string> {
  return {
    'alt-svc': 'h3=":443"; ma=2592000,h3-29=":443"; ma=2592000',
    date: new Date(now()).toUTCString(),
    server: 'scaffolding on HTTPServer2',
    'server-timing': `gfet4t7; dur=${Math.max(1, Math.round(took))}`,
    vary: 'Origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-workbook-mock': '1',
    'x-xss-protection': '0',
  }
}
