import type { Model } from './model.ts'

const staleAfter = 90
const noticeOf = 60

/**
 * What somebody should look after in a catalogue.
 *
 * @param models the catalogue
 * @param today ISO date
 * @param used models that readers will meet
 * @returns one sentence for each table whose figures are older than 90 days, and for each used model that retires within 60
 */
export function warningsAbout(models: readonly Model[], today: string, used: readonly Model[]): string[] {
  const tables = Map.groupBy(models, ({ provider, checked, source }) => `${provider} ${checked} ${source}`)
  const stale = [...tables.values()].flatMap(([first]) => {
    const age = first ? daysBetween(first.checked, today) : 0
    if (!first || age <= staleAfter) return []
    return `The entries of ${first.provider} were checked ${age} days ago, on ${first.checked}: look at ${first.source}`
  })
  const leaving = [...new Set(used)].flatMap((model) => {
    const left = model.retires ? daysBetween(today, model.retires) : Infinity
    if (left > noticeOf) return []
    if (left <= 0) return `${model.id} (${model.provider}) is used and was shut down on ${model.retires}.`
    return `${model.id} (${model.provider}) is used and will be shut down in ${left} days, on ${model.retires}.`
  })
  return [...stale, ...leaving]
}

/** Days from one ISO date to a later one; negative when it is earlier. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
