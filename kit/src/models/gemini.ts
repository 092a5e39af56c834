import { gone, table, usd, usdByLength } from './model.ts'

const gemini = { kind: 'chat', contextWindow: 1_048_576, maxOutput: 65_536 } as const
const gemini4 = {
  ...gemini,
  efforts: ['low', 'medium', 'high'],
  defaultEffort: 'high',
  refuses: {
    thinkingBudget: 'always',
    presencePenalty: 'always',
    frequencyPenalty: 'always',
    candidateCount: 'above-one',
  },
  ignores: { temperature: 'always', topP: 'always', topK: 'always' },
} as const
const gemini38 = { ...gemini, efforts: ['low', 'medium', 'high'], defaultEffort: 'medium' } as const
const gemini3 = { ...gemini, efforts: ['minimal', 'low', 'medium', 'high'], defaultEffort: 'medium' } as const
const gemini2 = { ...gemini, maxOutput: 8_192 } as const

const argon = {
  price: usd(2, 10, 0.1),
  laterPrices: [{ from: '2026-12-01', price: usd(4, 20, 0.2) }],
} as const
const flash = {
  price: usd(0.75, 3.75, 0.075),
  laterPrices: [{ from: '2027-01-01', price: usd(1.5, 7.5, 0.15) }],
} as const

/** Google's Gemini API. A model that ends may be answered for by another one: look at `modelVersion` in the response. */
export const google = table('gemini', '2026-11-20', 'https://ai.google.dev/gemini-api/docs/pricing', [
  {
    ...gemini3,
    id: 'gemini-3.5-flash-lite',
    name: 'Gemini 3.5 Flash-Lite',
    tier: 'cheap',
    defaultEffort: 'minimal',
    released: '2026-07-21',
    price: usd(0.3, 2.5, 0.03),
  },
  { ...gemini38, ...flash, id: 'gemini-3.8-flash', name: 'Gemini 3.8 Flash', tier: 'mid', released: '2026-09-02' },
  {
    ...gemini4,
    ...argon,
    id: 'gemini-4-argon',
    name: 'Gemini 4 Argon',
    tier: 'top',
    defaultEffort: 'medium',
    released: '2026-10-13',
  },
  { ...gemini4, ...argon, id: 'gemini-4-carbon', name: 'Gemini 4 Carbon', released: '2026-11-10' },
  {
    ...gemini4,
    id: 'gemini-4-neon',
    name: 'Gemini 4 Neon',
    efforts: ['low', 'medium', 'high', 'xhigh'],
    released: '2026-11-18',
    price: usd(3, 15, 0.15),
  },
  { ...gemini3, ...flash, id: 'gemini-3.6-flash', name: 'Gemini 3.6 Flash', released: '2026-07-21' },
  {
    ...gemini3,
    id: 'gemini-3.1-flash-lite',
    name: 'Gemini 3.1 Flash-Lite',
    defaultEffort: 'minimal',
    released: '2026-05-07',
    price: usd(0.25, 1.5, 0.025),
  },
  {
    ...gemini38,
    id: 'gemini-3.1-pro-preview',
    name: 'Gemini 3.1 Pro Preview',
    defaultEffort: 'high',
    released: '2026-02-19',
    price: usdByLength(usd(2, 12, 0.2), 200_000, usd(4, 18, 0.4)),
  },
  {
    ...gemini,
    id: 'gemini-2.5-flash-lite',
    name: 'Gemini 2.5 Flash-Lite',
    released: '2025-07-22',
    price: usd(0.1, 0.4, 0.01),
  },
  {
    ...gemini,
    id: 'gemini-2.5-pro',
    name: 'Gemini 2.5 Pro',
    released: '2025-06-17',
    retires: '2026-12-01',
    afterwards: { routedTo: 'gemini-3.8-flash' },
    price: usdByLength(usd(1.25, 10, 0.125), 200_000, usd(2.5, 15, 0.25)),
  },
  {
    ...gemini,
    id: 'gemini-2.5-flash',
    name: 'Gemini 2.5 Flash',
    released: '2025-06-17',
    retires: '2026-12-01',
    afterwards: { routedTo: 'gemini-3.5-flash-lite' },
    price: usd(0.3, 2.5, 0.03),
  },
  {
    ...gemini38,
    ...flash,
    id: 'gemini-3.7-flash',
    name: 'Gemini 3.7 Flash',
    released: '2026-08-13',
    retires: '2026-10-08',
    afterwards: { routedTo: 'gemini-3.8-flash' },
  },
  {
    ...gemini3,
    id: 'gemini-3.5-flash',
    name: 'Gemini 3.5 Flash',
    released: '2026-05-19',
    retires: '2026-10-08',
    afterwards: { routedTo: 'gemini-3.6-flash' },
    price: usd(1.5, 9, 0.15),
  },
  ...gone('2026-06-01', [
    {
      ...gemini2,
      id: 'gemini-2.0-flash',
      name: 'Gemini 2.0 Flash',
      released: '2025-02-05',
      price: usd(0.1, 0.4, 0.025),
    },
    {
      ...gemini2,
      id: 'gemini-2.0-flash-lite',
      name: 'Gemini 2.0 Flash-Lite',
      released: '2025-02-25',
      price: usd(0.075, 0.3),
    },
  ]),
  ...gone('2025-09-29', [
    {
      ...gemini2,
      id: 'gemini-1.5-flash',
      name: 'Gemini 1.5 Flash',
      aliases: ['gemini-1.5-flash-latest', 'gemini-1.5-flash-001', 'gemini-1.5-flash-002'],
      released: '2024-05-24',
      price: usdByLength(usd(0.075, 0.3, 0.01875), 128_000, usd(0.15, 0.6, 0.0375)),
    },
    {
      ...gemini2,
      id: 'gemini-1.5-pro',
      name: 'Gemini 1.5 Pro',
      aliases: ['gemini-1.5-pro-latest', 'gemini-1.5-pro-001', 'gemini-1.5-pro-002'],
      contextWindow: 2_097_152,
      released: '2024-05-24',
      price: usdByLength(usd(1.25, 5, 0.3125), 128_000, usd(2.5, 10, 0.625)),
    },
  ]),
  ...gone('2025-02-15', [
    {
      ...gemini2,
      id: 'gemini-1.0-pro',
      name: 'Gemini 1.0 Pro',
      aliases: ['gemini-pro', 'gemini-1.0-pro-001', 'gemini-1.0-pro-latest'],
      contextWindow: 32_768,
      released: '2023-12-13',
      price: usd(0.5, 1.5),
    },
  ]),
  // PaLM 2 was a free preview here.
  ...gone('2024-08-15', [
    {
      ...gemini2,
      id: 'text-bison-001',
      name: 'PaLM 2 for text',
      aliases: ['text-bison'],
      contextWindow: 9_220,
      maxOutput: 1_024,
      released: '2023-05-10',
      price: usd(0, 0),
    },
    {
      ...gemini2,
      id: 'chat-bison-001',
      name: 'PaLM 2 for chat',
      aliases: ['chat-bison'],
      contextWindow: 5_120,
      maxOutput: 1_024,
      released: '2023-05-10',
      price: usd(0, 0),
    },
  ]),
  {
    kind: 'embedding',
    id: 'gemini-embedding-2',
    name: 'Gemini Embedding 2',
    contextWindow: 8_192,
    maxOutput: 0,
    dimensions: 3072,
    released: '2026-03-10',
    price: usd(0.2, 0),
  },
  {
    kind: 'embedding',
    id: 'gemini-embedding-001',
    name: 'Gemini Embedding 001',
    contextWindow: 2_048,
    maxOutput: 0,
    dimensions: 3072,
    released: '2025-07-14',
    price: usd(0.15, 0),
  },
])
