import { table, usd } from './model.ts'
import { gpt6 } from './openai.ts'

// Hosts of open models publish no history, so each table has the day of the newest list that could be compared with.

const chat = { kind: 'chat', contextWindow: 131_072, maxOutput: 131_072 } as const
const thinker = { ...chat, efforts: ['low', 'medium', 'high'], defaultEffort: 'medium' } as const
const gptOss = { ...thinker, released: '2025-08-05' } as const
const llama33 = { ...chat, name: 'Llama 3.3 70B', released: '2024-12-06' } as const

// Mistral takes no field that it does not know, and it knows these two by other names: random_seed and max_tokens.
const mistralChat = {
  kind: 'chat',
  contextWindow: 262_144,
  maxOutput: 262_144,
  refuses: { seed: 'always', max_completion_tokens: 'always' },
} as const

export const mistral = table('mistral', '2026-09-23', 'https://mistral.ai/pricing/api', [
  {
    ...mistralChat,
    id: 'mistral-small-latest',
    name: 'Mistral Small 4',
    tier: 'cheap',
    aliases: ['mistral-small-2603'],
    efforts: ['none', 'high'],
    defaultEffort: 'none',
    released: '2026-03-16',
    price: usd(0.15, 0.6, 0.015),
  },
  {
    ...mistralChat,
    id: 'mistral-medium-latest',
    name: 'Mistral Medium 3.5',
    tier: 'mid',
    aliases: ['mistral-medium-2604', 'mistral-medium-3-5'],
    efforts: ['none', 'high'],
    defaultEffort: 'none',
    released: '2026-04-29',
    price: usd(1.5, 7.5, 0.15),
  },
  {
    ...mistralChat,
    id: 'mistral-large-2512',
    name: 'Mistral Large 3',
    aliases: ['mistral-large-latest'],
    released: '2025-12-02',
    price: usd(0.5, 1.5, 0.05),
  },
  {
    ...mistralChat,
    id: 'ministral-8b-2512',
    name: 'Ministral 3 8B',
    aliases: ['ministral-8b-latest'],
    released: '2025-12-02',
    price: usd(0.15, 0.15, 0.015),
  },
  {
    kind: 'embedding',
    id: 'mistral-embed',
    name: 'Mistral Embed',
    contextWindow: 8_192,
    maxOutput: 0,
    dimensions: 1024,
    released: '2023-12-11',
    price: usd(0.1, 0),
  },
])

export const together = table('together', '2026-07-02', 'https://www.together.ai/pricing', [
  { ...gptOss, id: 'openai/gpt-oss-20b', name: 'GPT OSS 20B', tier: 'cheap', price: usd(0.05, 0.2) },
  { ...gptOss, id: 'openai/gpt-oss-120b', name: 'GPT OSS 120B', price: usd(0.15, 0.6) },
  { ...llama33, id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', price: usd(0.88, 0.88) },
  {
    ...chat,
    id: 'Qwen/Qwen3.5-9B',
    name: 'Qwen3.5 9B',
    contextWindow: 262_144,
    maxOutput: 65_536,
    released: '2026-03-03',
    price: usd(0.17, 0.25),
  },
])

export const fireworks = table('fireworks', '2026-09-23', 'https://fireworks.ai/pricing', [
  {
    ...gptOss,
    id: 'accounts/fireworks/models/gpt-oss-20b',
    name: 'GPT OSS 20B',
    tier: 'cheap',
    maxOutput: 32_768,
    price: usd(0.07, 0.3, 0.035),
  },
  {
    ...gptOss,
    id: 'accounts/fireworks/models/gpt-oss-120b',
    name: 'GPT OSS 120B',
    maxOutput: 32_768,
    price: usd(0.15, 0.6, 0.014),
  },
  {
    ...thinker,
    id: 'accounts/fireworks/models/qwen3p7-plus',
    name: 'Qwen3.7 Plus',
    contextWindow: 262_144,
    maxOutput: 65_536,
    released: '2026-06-12',
    price: usd(0.4, 1.6, 0.08),
  },
])

/** Alibaba's own Qwen models (DashScope, international), at the price of an answer without thinking. */
export const qwen = table('qwen', '2026-07-02', 'https://www.alibabacloud.com/help/en/model-studio/model-pricing', [
  {
    ...chat,
    id: 'qwen-flash',
    name: 'Qwen Flash',
    tier: 'cheap',
    contextWindow: 1_000_000,
    maxOutput: 32_768,
    released: '2025-07-28',
    price: usd(0.05, 0.4),
  },
  {
    ...chat,
    id: 'qwen-plus',
    name: 'Qwen Plus',
    tier: 'mid',
    contextWindow: 1_000_000,
    maxOutput: 32_768,
    released: '2024-01-25',
    price: usd(0.4, 1.2),
  },
  {
    ...chat,
    id: 'qwen3.7-max',
    name: 'Qwen3.7 Max',
    tier: 'top',
    contextWindow: 1_000_000,
    maxOutput: 65_536,
    released: '2026-05-21',
    price: usd(2.5, 7.5, 0.5, 3.125),
  },
])

/** The same weights run at several hosts: a suffix picks one of them, or the cheapest or fastest. */
function at(id: string, ...hosts: readonly string[]): { readonly id: string; readonly aliases: readonly string[] } {
  return { id, aliases: ['fastest', 'cheapest', ...hosts].map((host) => `${id}:${host}`) }
}

export const huggingface = table('huggingface', '2026-07-02', 'https://huggingface.co/inference/models', [
  {
    ...gptOss,
    ...at('openai/gpt-oss-120b', 'groq', 'together', 'fireworks-ai', 'cerebras'),
    name: 'GPT OSS 120B',
    tier: 'cheap',
    maxOutput: 32_768,
    price: usd(0.25, 0.69),
  },
  { ...llama33, ...at('meta-llama/Llama-3.3-70B-Instruct', 'groq', 'together'), price: usd(0.59, 0.79) },
  {
    ...chat,
    ...at('Qwen/Qwen3-32B', 'groq'),
    name: 'Qwen3 32B',
    maxOutput: 16_384,
    released: '2025-04-28',
    price: usd(0.29, 0.59),
  },
])

// OpenRouter drops what the model behind it does not take.
const dropped = { temperature: 'always', top_p: 'always', top_k: 'always' } as const
const claude = {
  ...thinker,
  contextWindow: 1_000_000,
  maxOutput: 128_000,
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  ignores: dropped,
} as const
const { refuses: _, ...routedGpt6 } = gpt6

export const openrouter = table('openrouter', '2026-09-23', 'https://openrouter.ai/models', [
  {
    ...gptOss,
    id: 'openai/gpt-oss-20b',
    name: 'OpenAI: gpt-oss-20b',
    tier: 'cheap',
    price: usd(0.029, 0.14),
  },
  { ...gptOss, id: 'openai/gpt-oss-120b', name: 'OpenAI: gpt-oss-120b', price: usd(0.039, 0.18) },
  {
    ...routedGpt6,
    id: 'openai/gpt-6-luna',
    name: 'OpenAI: GPT-6 Luna',
    ignores: { temperature: 'reasoning', top_p: 'reasoning' },
    released: '2026-09-22',
    price: usd(0.1, 0.5, 0.01, 0.125),
  },
  {
    ...chat,
    id: 'openai/gpt-4o-mini',
    name: 'OpenAI: GPT-4o-mini',
    contextWindow: 128_000,
    maxOutput: 16_384,
    released: '2024-07-18',
    price: usd(0.15, 0.6, 0.075),
  },
  {
    ...claude,
    id: 'anthropic/claude-opus-5.5',
    name: 'Anthropic: Claude Opus 5.5',
    released: '2026-09-22',
    price: usd(4, 20, 0.2, 5),
  },
  {
    ...claude,
    id: 'anthropic/claude-sonnet-5',
    name: 'Anthropic: Claude Sonnet 5',
    defaultEffort: 'high',
    released: '2026-06-30',
    price: usd(2, 10, 0.2, 2.5),
  },
  {
    ...llama33,
    id: 'meta-llama/llama-3.3-70b-instruct',
    name: 'Meta: Llama 3.3 70B Instruct',
    maxOutput: 16_384,
    price: usd(0.05, 0.24),
  },
  {
    ...chat,
    id: 'qwen/qwen3-8b',
    name: 'Qwen: Qwen3 8B',
    maxOutput: 8_192,
    released: '2025-04-28',
    price: usd(0.035, 0.138),
  },
])
