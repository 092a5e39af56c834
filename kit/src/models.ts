import { anthropic } from './models/anthropic.ts'
import { azure } from './models/azure.ts'
import { google } from './models/gemini.ts'
import { groq } from './models/groq.ts'
import { fireworks, huggingface, mistral, openrouter, qwen, together } from './models/hosts.ts'
import { local } from './models/local.ts'
import type { Model, Price, ProviderId, Tier } from './models/model.ts'
import { openaiGone } from './models/openai-gone.ts'
import { openai } from './models/openai.ts'
import { warningsAbout } from './models/warnings.ts'

export type { Effort, Model, Price, ProviderId, Rules, Tier, When } from './models/model.ts'

/** The day the catalogue was last checked; it is also "today" in the simulated world (UTC). */
export const asOf = '2026-11-20'

/** Every model the workbook knows, served or shut down. */
export const models: readonly Model[] = [
  ...openai,
  ...openaiGone,
  ...anthropic,
  ...google,
  ...groq,
  ...mistral,
  ...together,
  ...fireworks,
  ...qwen,
  ...huggingface,
  ...openrouter,
  ...azure,
  ...local,
]

/** By `provider id` and by `id` alone, where the first provider of the list above wins. */
const index = new Map<string, Model>()
for (const model of models) {
  for (const name of namesOf(model)) {
    for (const key of [`${model.provider} ${name}`, name]) if (!index.has(key)) index.set(key, model)
  }
}

function namesOf(model: Model): string[] {
  return [model.id, ...(model.snapshot ? [model.snapshot] : []), ...(model.aliases ?? [])]
}

/**
 * The catalogue's entry for an id, an alias or a dated snapshot.
 *
 * @param provider whose model is meant. Several hosts serve the same open models under the same ids; without it the first one wins
 * @returns undefined when the workbook does not know it
 */
export function findModel(id: string, provider?: ProviderId): Model | undefined {
  return index.get(provider ? `${provider} ${id}` : id)
}

/**
 * The id of a provider's current model of a tier. Lessons ask here, so that a model's retirement changes one file.
 *
 * @throws Error when the provider has none of that tier
 */
export function pick(provider: ProviderId, tier: Tier): string {
  const model = models.find((candidate) => candidate.provider === provider && candidate.tier === tier)
  if (!model) throw new Error(`The catalogue has no ${tier} model of ${provider}.`)
  return model.id
}

/** The models a provider serves on a day (ISO date), as its models endpoint would list them: without those it only routes on. */
export function served(provider: ProviderId, day: string = asOf): Model[] {
  return models.filter((model) => model.provider === provider && !isRetired(model, day))
}

/** Whether a model has been shut down by a day (ISO date). */
export function isRetired(model: Model, day: string = asOf): boolean {
  return model.retires !== undefined && model.retires <= day
}

/** What a model costs on a day (ISO date), announced changes included. */
export function priceOn(model: Model, day: string): Price {
  return model.laterPrices?.findLast(({ from }) => from <= day)?.price ?? model.price
}

/**
 * What somebody should look after: entries checked more than 90 days ago, and used models that retire within 60.
 *
 * @param today the real date, ISO
 * @param used ids that lessons show; without it, the models that `pick` gives them
 */
export function catalogueWarnings(today: string, used?: readonly string[]): string[] {
  const known = used?.flatMap((id) => findModel(id) ?? []) ?? models.filter((model) => model.tier)
  return warningsAbout(models, today, known)
}
