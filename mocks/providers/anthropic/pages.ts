import type { Problem } from './errors.ts'
import { invalid } from './errors.ts'

/** A page of a list, as every list of this API comes. */
export interface PageBody<T> {
  readonly data: readonly T[]
  readonly has_more: boolean
  readonly first_id: string | null
  readonly last_id: string | null
}

/**
 * Cuts the page out of a list that the query asks for.
 *
 * @param items newest first
 * @param query limit (1–1000, default 20), after_id or before_id
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  query: URLSearchParams,
): PageBody<T> | Problem {
  const limit = query.get('limit') ?? '20'
  if (!/^-?\d+$/.test(limit))
    return invalid('limit: Input should be a valid integer, unable to parse string as an integer')
  const size = Number(limit)
  if (size < 1) return invalid('limit: Input should be greater than or equal to 1')
  if (size > 1000) return invalid('limit: Input should be less than or equal to 1000')
  const after = query.get('after_id')
  const before = query.get('before_id')
  const at = (id: string) => items.findIndex((item) => item.id === id)
  // Backwards it is the page that ends just before the item.
  const end = before === null ? items.length : Math.max(0, at(before))
  const start = after !== null ? at(after) + 1 || items.length : before !== null ? Math.max(0, end - size) : 0
  const data = items.slice(start, Math.min(end, start + size))
  return {
    data,
    has_more: before !== null ? start > 0 : start + size < items.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}
