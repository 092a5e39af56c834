import { bad } from './fields.ts'
import type { Problem } from './errors.ts'

/** A page of a list, as the newer of OpenAI's endpoints give it. */
export interface Page<T> {
  readonly object: 'list'
  readonly data: readonly T[]
  readonly first_id: string | null
  readonly last_id: string | null
  readonly has_more: boolean
}

/**
 * A page of a list: what stands after the object that the query names, as many as it asks for.
 *
 * @param limits how many there are on a page when the query does not say, and most there may be
 */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
  { usual, most }: { readonly usual: number; readonly most: number },
): Page<T> | Problem {
  const asked = query.get('limit')
  const limit = asked === null ? usual : Number(asked)
  if (!Number.isInteger(limit)) {
    return bad("Invalid type for 'limit': expected an integer, but got a string instead.", 'limit', 'invalid_type')
  }
  if (limit < 1 || limit > most) {
    const [side, sign, border, code] =
      limit < 1 ? ['below minimum', '>=', 1, 'below_min_value'] : ['above maximum', '<=', most, 'above_max_value']
    return bad(
      `Invalid 'limit': integer ${side} value. Expected a value ${sign} ${border}, but got ${limit} instead.`,
      'limit',
      `integer_${code}`,
    )
  }
  const after = query.get('after')
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
  const rest = after !== null && start === 0 ? [] : all.slice(start)
  const data = rest.slice(0, limit)
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: data.length < rest.length,
  }
}
