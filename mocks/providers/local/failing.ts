import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { now } from '../../world.ts'

/** Seconds until a rate-limited key may try again. */
const wait = 2

/** A response that a test key has asked for, with the headers that it has besides its server's own. */
export function failing<T extends Response | undefined>(
  response: T,
  kind: Misbehaviour,
  { exceeded }: Partial<FailureContext>,
): T {
  const seconds = exceeded?.seconds ?? wait
  if (kind === 'rate-limited' && Number.isFinite(seconds)) response?.headers.set('retry-after', String(seconds))
  response?.headers.set('date', new Date(now()).toUTCString())
  response?.headers.set('x-workbook-mock', '1')
  return response
}
