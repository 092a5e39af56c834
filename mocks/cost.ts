import { asOf, findModel, models, priceOn } from '@workbook/kit'
import type { Model, ProviderId } from '@workbook/kit'
import type { Usage } from './usage.ts'

/** What the catalogue's price is multiplied with, where somebody can wait. */
const discounts: Readonly<Record<string, number>> = { batch: 0.5, flex: 0.5 }

/** A cache that is kept for an hour costs twice the input to write, instead of the 1.25 times of the shortest one. */
const anHourFactor = 2

const providers: ReadonlySet<string> = new Set(models.map(({ provider }) => provider))

/**
 * What a call costs by the catalogue.
 *
 * @param provider who answered it
 * @returns US dollars; undefined for a model the catalogue does not know
 */
export function costOf(usage: Usage, provider: string): number | undefined {
  const model = modelOf(usage.model, provider)
  if (!model) return undefined
  const list = priceOn(model, asOf)
  // Some models charge more for the whole request once its prompt is long.
  const price = list.longPrompt && usage.inputTokens > list.longPrompt.above ? list.longPrompt : list
  const { inputTokens, cachedInputTokens, writtenInputTokens = 0, writtenForAnHourTokens = 0, outputTokens } = usage
  const fresh = inputTokens - cachedInputTokens - writtenInputTokens - writtenForAnHourTokens
  const sum =
    fresh * price.input +
    cachedInputTokens * (price.cachedInput ?? price.input) +
    writtenInputTokens * (price.cacheWrite ?? price.input) +
    writtenForAnHourTokens * price.input * anHourFactor +
    outputTokens * price.output
  return (sum / 1e6) * (discounts[usage.tier ?? ''] ?? 1)
}

/** The catalogue's entry; what a provider does not list itself is looked for with the others. */
export function modelOf(id: string, provider: string): Model | undefined {
  const own = providers.has(provider) ? findModel(id, provider as ProviderId) : undefined
  return own ?? findModel(id)
}
