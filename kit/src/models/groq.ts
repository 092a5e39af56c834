import { gone, table, usd } from './model.ts'

const served = {
  kind: 'chat',
  contextWindow: 131_072,
  maxOutput: 65_536,
  refuses: { n: 'above-one', logprobs: 'always', top_logprobs: 'always', logit_bias: 'always' },
  ignores: { presence_penalty: 'always', frequency_penalty: 'always' },
} as const
const gptOss = { ...served, efforts: ['low', 'medium', 'high'], defaultEffort: 'medium' } as const
const qwen = { ...served, maxOutput: 16_384, efforts: ['none', 'default'] } as const

/** Groq, which runs open models on chips of its own. */
export const groq = table('groq', '2026-11-20', 'https://groq.com/pricing', [
  {
    ...gptOss,
    id: 'openai/gpt-oss-20b',
    name: 'GPT OSS 20B',
    tier: 'cheap',
    released: '2025-08-05',
    price: usd(0.075, 0.3, 0.0375),
  },
  {
    ...gptOss,
    id: 'openai/gpt-oss-120b',
    name: 'GPT OSS 120B',
    tier: 'mid',
    released: '2025-08-05',
    price: usd(0.15, 0.6, 0.075),
  },
  {
    ...qwen,
    id: 'qwen/qwen3.8-27b',
    name: 'Qwen3.8 27B',
    contextWindow: 131_042,
    efforts: ['none', 'default', 'low', 'medium', 'high'],
    released: '2026-08-14',
    price: usd(0.8, 4, 0.4),
  },
  { ...qwen, id: 'qwen/qwen3.6-27b', name: 'Qwen3.6 27B', released: '2026-04-22', price: usd(0.6, 3, 0.3) },
  ...gone('2026-08-16', [
    {
      ...served,
      id: 'llama-3.3-70b-versatile',
      name: 'Llama 3.3 70B',
      maxOutput: 32_768,
      released: '2024-12-06',
      price: usd(0.59, 0.79),
    },
    {
      ...served,
      id: 'llama-3.1-8b-instant',
      name: 'Llama 3.1 8B',
      maxOutput: 131_072,
      released: '2024-07-23',
      price: usd(0.05, 0.08),
    },
  ]),
  ...gone('2026-07-17', [
    {
      ...served,
      id: 'meta-llama/llama-4-scout-17b-16e-instruct',
      name: 'Llama 4 Scout',
      maxOutput: 8_192,
      released: '2025-04-05',
      price: usd(0.11, 0.34),
    },
    {
      ...qwen,
      id: 'qwen/qwen3-32b',
      name: 'Qwen3 32B',
      maxOutput: 40_960,
      released: '2025-04-28',
      price: usd(0.29, 0.59),
    },
  ]),
  ...gone('2025-10-08', [
    {
      ...served,
      id: 'gemma2-9b-it',
      name: 'Gemma 2 9B',
      contextWindow: 8_192,
      maxOutput: 8_192,
      released: '2024-06-27',
      price: usd(0.2, 0.2),
    },
  ]),
  ...gone('2025-08-30', [
    {
      ...served,
      id: 'llama3-70b-8192',
      name: 'Llama 3 70B',
      contextWindow: 8_192,
      maxOutput: 8_192,
      released: '2024-04-18',
      price: usd(0.59, 0.79),
    },
    {
      ...served,
      id: 'llama3-8b-8192',
      name: 'Llama 3 8B',
      contextWindow: 8_192,
      maxOutput: 8_192,
      released: '2024-04-18',
      price: usd(0.05, 0.08),
    },
  ]),
  ...gone('2025-03-20', [
    {
      ...served,
      id: 'mixtral-8x7b-32768',
      name: 'Mixtral 8x7B',
      contextWindow: 32_768,
      maxOutput: 32_768,
      released: '2023-12-11',
      price: usd(0.24, 0.24),
    },
  ]),
])
