/** The day the catalogue was last checked; it is also "today" in the simulated world (UTC). */
export const asOf = '2026-11-20'

/** Where the prices come from. */
export const priceSource = 'https://developers.openai.com/api/docs/pricing'

export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** US dollars for one million tokens. */
export interface Price {
  readonly input: number
  readonly output: number
  readonly cachedInput?: number
  readonly cacheWrite?: number
}

export interface Model {
  readonly id: string
  readonly provider: 'openai'
  readonly kind: 'chat' | 'embedding'
  /** Where it stands in its provider's price list today; older models have no tier. */
  readonly tier?: 'cheap' | 'mid' | 'top'
  /** The dated id the API echoes instead of the alias, where it has one. */
  readonly snapshot?: string
  /** Tokens of input and output together. */
  readonly contextWindow: number
  /** Most tokens in one answer. */
  readonly maxOutput: number
  /** Reasoning models only: the efforts they know. */
  readonly efforts?: readonly Effort[]
  /** Reasoning models only: the effort used when none is asked for. */
  readonly defaultEffort?: Effort
  /** Numbers in one embedding; embedding models only. */
  readonly dimensions?: number
  readonly price: Price
  /** First day, ISO date. */
  readonly released: string
  /** Day of shut-down, ISO date: from then on the API answers as it does for a retired model. */
  readonly retires?: string
}

const gpt6 = {
  provider: 'openai',
  kind: 'chat',
  contextWindow: 1_050_000,
  maxOutput: 128_000,
  efforts: ['none', 'low', 'medium', 'high', 'xhigh', 'max'],
  defaultEffort: 'medium',
} as const
const gpt51 = {
  provider: 'openai',
  kind: 'chat',
  contextWindow: 400_000,
  maxOutput: 128_000,
  efforts: ['none', 'low', 'medium', 'high'],
  defaultEffort: 'none',
} as const
const gpt5 = { ...gpt51, efforts: ['minimal', 'low', 'medium', 'high'], defaultEffort: 'medium' } as const
const gpt41 = { provider: 'openai', kind: 'chat', contextWindow: 1_047_576, maxOutput: 32_768 } as const
const gpt4o = { provider: 'openai', kind: 'chat', contextWindow: 128_000, maxOutput: 16_384 } as const
const gpt4 = { provider: 'openai', kind: 'chat', contextWindow: 8_192, maxOutput: 4_096 } as const
const embedding = { provider: 'openai', kind: 'embedding', contextWindow: 8_192, maxOutput: 0 } as const

/** Every model the workbook knows, served or shut down. Prices and dates were checked on `asOf`. */
export const models: readonly Model[] = [
  {
    ...gpt6,
    id: 'gpt-6-luna',
    tier: 'cheap',
    price: { input: 0.1, output: 0.5, cachedInput: 0.01, cacheWrite: 0.125 },
    released: '2026-09-22',
  },
  {
    ...gpt6,
    id: 'gpt-6.1-terra',
    tier: 'mid',
    price: { input: 1, output: 5, cachedInput: 0.05, cacheWrite: 1.25 },
    released: '2026-10-26',
  },
  {
    ...gpt6,
    id: 'gpt-6-sol',
    price: { input: 2, output: 10, cachedInput: 0.2, cacheWrite: 2.5 },
    released: '2026-09-22',
  },
  {
    ...gpt6,
    id: 'gpt-6-astra',
    tier: 'top',
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    price: { input: 10, output: 50, cachedInput: 1, cacheWrite: 12.5 },
    released: '2026-09-03',
  },
  {
    ...gpt51,
    id: 'gpt-5.5',
    snapshot: 'gpt-5.5-2026-04-23',
    contextWindow: 1_000_000,
    price: { input: 5, output: 30, cachedInput: 0.5 },
    released: '2026-04-23',
  },
  {
    ...gpt51,
    id: 'gpt-5.4-nano',
    snapshot: 'gpt-5.4-nano-2026-03-17',
    price: { input: 0.2, output: 1.25, cachedInput: 0.02 },
    released: '2026-03-17',
    retires: '2027-04-01',
  },
  {
    ...gpt51,
    id: 'gpt-5.1',
    snapshot: 'gpt-5.1-2025-11-13',
    price: { input: 1.25, output: 10, cachedInput: 0.125 },
    released: '2025-11-13',
    retires: '2027-04-01',
  },
  {
    ...gpt5,
    id: 'gpt-5',
    snapshot: 'gpt-5-2025-08-07',
    price: { input: 1.25, output: 10, cachedInput: 0.125 },
    released: '2025-08-07',
    retires: '2026-12-11',
  },
  {
    ...gpt5,
    id: 'gpt-5-mini',
    snapshot: 'gpt-5-mini-2025-08-07',
    price: { input: 0.25, output: 2, cachedInput: 0.025 },
    released: '2025-08-07',
    retires: '2026-12-11',
  },
  {
    ...gpt5,
    id: 'gpt-5-nano',
    snapshot: 'gpt-5-nano-2025-08-07',
    price: { input: 0.05, output: 0.4, cachedInput: 0.005 },
    released: '2025-08-07',
    retires: '2026-12-11',
  },
  {
    ...gpt41,
    id: 'gpt-4.1',
    snapshot: 'gpt-4.1-2025-04-14',
    price: { input: 2, output: 8, cachedInput: 0.5 },
    released: '2025-04-14',
    retires: '2027-01-14',
  },
  {
    ...gpt41,
    id: 'gpt-4.1-mini',
    snapshot: 'gpt-4.1-mini-2025-04-14',
    price: { input: 0.4, output: 1.6, cachedInput: 0.1 },
    released: '2025-04-14',
    retires: '2027-01-14',
  },
  {
    ...gpt4o,
    id: 'gpt-4o',
    snapshot: 'gpt-4o-2024-08-06',
    price: { input: 2.5, output: 10, cachedInput: 1.25 },
    released: '2024-05-13',
    retires: '2027-01-14',
  },
  {
    ...gpt4o,
    id: 'gpt-4o-mini',
    snapshot: 'gpt-4o-mini-2024-07-18',
    price: { input: 0.15, output: 0.6, cachedInput: 0.075 },
    released: '2024-07-18',
    retires: '2027-01-14',
  },
  {
    ...gpt4,
    id: 'gpt-4',
    price: { input: 30, output: 60 },
    released: '2023-03-14',
    retires: '2026-10-23',
  },
  {
    ...gpt4o,
    id: 'gpt-4-turbo',
    maxOutput: 4_096,
    price: { input: 10, output: 30 },
    released: '2024-04-09',
    retires: '2026-10-23',
  },
  {
    ...gpt4,
    id: 'gpt-3.5-turbo',
    contextWindow: 16_385,
    price: { input: 0.5, output: 1.5 },
    released: '2023-03-01',
    retires: '2026-10-23',
  },
  {
    ...gpt41,
    id: 'gpt-4.1-nano',
    price: { input: 0.1, output: 0.4, cachedInput: 0.025 },
    released: '2025-04-14',
    retires: '2026-10-23',
  },
  {
    ...embedding,
    id: 'text-embedding-3-small',
    dimensions: 1536,
    price: { input: 0.02, output: 0 },
    released: '2024-01-25',
  },
  {
    ...embedding,
    id: 'text-embedding-3-large',
    dimensions: 3072,
    price: { input: 0.13, output: 0 },
    released: '2024-01-25',
  },
  {
    ...embedding,
    id: 'text-embedding-ada-002',
    dimensions: 1536,
    price: { input: 0.1, output: 0 },
    released: '2022-12-15',
  },
]

/** The catalogue's entry for an id, an alias or a dated snapshot; undefined when the workbook does not know it. */
export function findModel(id: string): Model | undefined {
  return models.find((model) => model.id === id || model.snapshot === id)
}

/**
 * The id of a provider's current model of a tier. Lessons ask here, so that a model's retirement changes one file.
 * @throws Error when the provider has none of that tier
 */
export function pick(provider: Model['provider'], tier: NonNullable<Model['tier']>): string {
  const model = models.find((candidate) => candidate.provider === provider && candidate.tier === tier)
  if (!model) throw new Error(`The catalogue has no ${tier} model of ${provider}.`)
  return model.id
}
