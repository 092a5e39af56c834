import { table, usd, usdByLength } from './model.ts'
import type { Price, Rules } from './model.ts'

export const openaiSource = 'https://developers.openai.com/api/docs/pricing'

// Reasoning models took over the word: max_completion_tokens counts what they think as well.
const reasoning = {
  max_tokens: 'always',
  temperature: 'reasoning',
  top_p: 'reasoning',
  logprobs: 'reasoning',
  top_logprobs: 'reasoning',
} as const satisfies Rules

export const gpt6 = {
  kind: 'chat',
  contextWindow: 1_050_000,
  maxOutput: 128_000,
  efforts: ['none', 'low', 'medium', 'high', 'xhigh', 'max'],
  defaultEffort: 'medium',
  refuses: { ...reasoning, tools: 'in-chat-reasoning' },
} as const
const gpt6Thinker = {
  ...gpt6,
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  refuses: { ...reasoning, tools: 'in-chat' },
} as const
const gpt51 = {
  kind: 'chat',
  contextWindow: 400_000,
  maxOutput: 128_000,
  efforts: ['none', 'low', 'medium', 'high'],
  defaultEffort: 'none',
  refuses: reasoning,
} as const
const gpt54 = { ...gpt51, efforts: ['none', 'low', 'medium', 'high', 'xhigh'] } as const
const gpt5 = { ...gpt51, efforts: ['minimal', 'low', 'medium', 'high'], defaultEffort: 'medium' } as const
export const o = {
  ...gpt51,
  contextWindow: 200_000,
  maxOutput: 100_000,
  efforts: ['low', 'medium', 'high'],
  defaultEffort: 'medium',
} as const
export const gpt41 = { kind: 'chat', contextWindow: 1_047_576, maxOutput: 32_768 } as const
export const gpt4o = { kind: 'chat', contextWindow: 128_000, maxOutput: 16_384 } as const
const embedding = { kind: 'embedding', contextWindow: 8_192, maxOutput: 0 } as const

/** Above 272,000 tokens of prompt, input costs twice and output one and a half times as much. */
function long(price: Price): Price {
  const { input, output, cachedInput = input, cacheWrite } = price
  // 1.5 times 1.2 is 1.7999999999999998 in floating point.
  const dearer = Number((1.5 * output).toFixed(4))
  return usdByLength(price, 272_000, usd(2 * input, dearer, 2 * cachedInput, cacheWrite && 2 * cacheWrite))
}

/** OpenAI: what it serves, with the days on which some of it will be shut down. */
export const openai = table('openai', '2026-11-20', openaiSource, [
  {
    ...gpt6,
    id: 'gpt-6-luna',
    name: 'GPT-6 Luna',
    tier: 'cheap',
    released: '2026-09-22',
    price: long(usd(0.1, 0.5, 0.01, 0.125)),
  },
  {
    ...gpt6,
    id: 'gpt-6.1-terra',
    name: 'GPT-6.1 Terra',
    tier: 'mid',
    released: '2026-10-26',
    price: usd(1, 5, 0.05, 1.25),
  },
  { ...gpt6, id: 'gpt-6-sol', name: 'GPT-6 Sol', released: '2026-09-22', price: long(usd(2, 10, 0.2, 2.5)) },
  {
    ...gpt6Thinker,
    id: 'gpt-6.1-sol',
    name: 'GPT-6.1 Sol',
    released: '2026-09-29',
    price: long(usd(2, 10, 0.1, 2.5)),
  },
  {
    ...gpt6Thinker,
    id: 'gpt-6-astra',
    name: 'GPT-6 Astra',
    tier: 'top',
    released: '2026-09-03',
    price: long(usd(10, 50, 1, 12.5)),
  },
  { ...gpt6, id: 'gpt-5.6-sol', name: 'GPT-5.6 Sol', released: '2026-07-09', price: long(usd(4, 20, 0.4, 5)) },
  {
    ...gpt6,
    id: 'gpt-5.6-luna',
    name: 'GPT-5.6 Luna',
    released: '2026-07-09',
    price: long(usd(0.2, 1.2, 0.02, 0.25)),
  },
  {
    ...gpt6,
    id: 'gpt-5.6-terra',
    name: 'GPT-5.6 Terra',
    released: '2026-07-09',
    price: long(usd(2, 12, 0.2, 2.5)),
  },
  {
    ...gpt54,
    id: 'gpt-5.5',
    name: 'GPT-5.5',
    snapshot: 'gpt-5.5-2026-04-23',
    contextWindow: 1_000_000,
    defaultEffort: 'medium',
    released: '2026-04-23',
    price: long(usd(5, 30, 0.5)),
  },
  {
    ...gpt54,
    id: 'gpt-5.4-mini',
    name: 'GPT-5.4 mini',
    snapshot: 'gpt-5.4-mini-2026-03-17',
    released: '2026-03-17',
    price: usd(0.75, 4.5, 0.075),
  },
  {
    ...gpt54,
    id: 'gpt-5.4-nano',
    name: 'GPT-5.4 nano',
    snapshot: 'gpt-5.4-nano-2026-03-17',
    released: '2026-03-17',
    retires: '2027-04-01',
    price: usd(0.2, 1.25, 0.02),
  },
  {
    ...gpt51,
    id: 'gpt-5.1',
    name: 'GPT-5.1',
    snapshot: 'gpt-5.1-2025-11-13',
    released: '2025-11-13',
    retires: '2027-04-01',
    price: usd(1.25, 10, 0.125),
  },
  {
    ...gpt5,
    id: 'gpt-5',
    name: 'GPT-5',
    snapshot: 'gpt-5-2025-08-07',
    released: '2025-08-07',
    retires: '2026-12-11',
    price: usd(1.25, 10, 0.125),
  },
  {
    ...gpt5,
    id: 'gpt-5-mini',
    name: 'GPT-5 mini',
    snapshot: 'gpt-5-mini-2025-08-07',
    released: '2025-08-07',
    retires: '2026-12-11',
    price: usd(0.25, 2, 0.025),
  },
  {
    ...gpt5,
    id: 'gpt-5-nano',
    name: 'GPT-5 nano',
    snapshot: 'gpt-5-nano-2025-08-07',
    released: '2025-08-07',
    retires: '2026-12-11',
    price: usd(0.05, 0.4, 0.005),
  },
  {
    ...o,
    id: 'o3',
    name: 'o3',
    snapshot: 'o3-2025-04-16',
    released: '2025-04-16',
    retires: '2026-12-11',
    price: usd(2, 8, 0.5),
  },
  {
    ...gpt41,
    id: 'gpt-4.1',
    name: 'GPT-4.1',
    snapshot: 'gpt-4.1-2025-04-14',
    released: '2025-04-14',
    retires: '2027-01-14',
    price: usd(2, 8, 0.5),
  },
  {
    ...gpt41,
    id: 'gpt-4.1-mini',
    name: 'GPT-4.1 mini',
    snapshot: 'gpt-4.1-mini-2025-04-14',
    released: '2025-04-14',
    retires: '2027-01-14',
    price: usd(0.4, 1.6, 0.1),
  },
  {
    ...gpt4o,
    id: 'gpt-4o',
    name: 'GPT-4o',
    snapshot: 'gpt-4o-2024-08-06',
    released: '2024-05-13',
    retires: '2027-01-14',
    price: usd(2.5, 10, 1.25),
  },
  {
    ...gpt4o,
    id: 'gpt-4o-mini',
    name: 'GPT-4o mini',
    snapshot: 'gpt-4o-mini-2024-07-18',
    released: '2024-07-18',
    retires: '2027-01-14',
    price: usd(0.15, 0.6, 0.075),
  },
  {
    ...embedding,
    id: 'text-embedding-3-small',
    name: 'Text Embedding 3 Small',
    dimensions: 1536,
    released: '2024-01-25',
    price: usd(0.02, 0),
  },
  {
    ...embedding,
    id: 'text-embedding-3-large',
    name: 'Text Embedding 3 Large',
    dimensions: 3072,
    released: '2024-01-25',
    price: usd(0.13, 0),
  },
  {
    ...embedding,
    id: 'text-embedding-ada-002',
    name: 'Text Embedding Ada 002',
    dimensions: 1536,
    released: '2022-12-15',
    price: usd(0.1, 0),
  },
])
