import { gone, table, usd, usdByLength } from './model.ts'
import type { Rules } from './model.ts'

// One by one, sampling parameters, prefill and thinking budgets went; effort took their place.
const since2026: Rules = { temperature: 'from-2026-10-21', top_p: 'from-2026-10-21', top_k: 'from-2026-10-21' }
const upTo45: Rules = { ...since2026, 'temperature+top_p': 'always' }
const from46: Rules = { ...since2026, 'messages:prefill': 'always' }
const from47: Rules = {
  temperature: 'always',
  top_p: 'always',
  top_k: 'always',
  'messages:prefill': 'always',
  'thinking:enabled': 'always',
}
const alwaysThinking: Rules = { ...from47, 'thinking:disabled': 'always' }
const unforced: Rules = { 'tool_choice:any': 'always', 'tool_choice:tool': 'always' }

const claude5 = {
  kind: 'chat',
  contextWindow: 1_000_000,
  maxOutput: 128_000,
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  defaultEffort: 'high',
  refuses: from47,
} as const
const claude46 = { ...claude5, efforts: ['low', 'medium', 'high', 'max'], refuses: from46 } as const
const claude45 = { kind: 'chat', contextWindow: 200_000, maxOutput: 64_000, refuses: upTo45 } as const
const claude4 = { kind: 'chat', contextWindow: 200_000, maxOutput: 64_000, refuses: since2026 } as const
const claude35 = { ...claude4, maxOutput: 8_192 } as const
const claude3 = { ...claude4, maxOutput: 4_096 } as const
const claude1 = { ...claude3, contextWindow: 100_000 } as const

const opus5 = usd(5, 25, 0.5, 6.25)
const opus3 = usd(15, 75, 1.5, 18.75)
const sonnet5 = usd(2, 10, 0.2, 2.5)
const sonnet3 = usd(3, 15, 0.3, 3.75)

/** Anthropic. Its ids have no date since Claude 4.6, and the API echoes them as they came. */
export const anthropic = table('anthropic', '2026-11-20', 'https://platform.claude.com/docs/en/about-claude/pricing', [
  {
    ...claude5,
    id: 'claude-haiku-5-5',
    name: 'Claude Haiku 5.5',
    tier: 'cheap',
    defaultEffort: 'medium',
    released: '2026-10-07',
    price: usdByLength(usd(0.1, 0.5, 0.01, 0.125), 100_000, usd(0.5, 2.5, 0.05)),
  },
  {
    ...claude5,
    id: 'claude-sonnet-5-5',
    name: 'Claude Sonnet 5.5',
    tier: 'mid',
    refuses: { ...from47, ...unforced, 'thinking:disabled': 'always' },
    released: '2026-09-28',
    price: sonnet5,
  },
  {
    ...claude5,
    id: 'claude-opus-5-5',
    name: 'Claude Opus 5.5',
    tier: 'top',
    defaultEffort: 'medium',
    refuses: { ...alwaysThinking, ...unforced },
    released: '2026-09-22',
    price: usd(4, 20, 0.2, 5),
  },
  {
    ...claude5,
    id: 'claude-fable-5-2',
    name: 'Claude Fable 5.2',
    refuses: { ...alwaysThinking, ...unforced },
    released: '2026-11-07',
    price: usd(10, 50),
  },
  {
    ...claude5,
    id: 'claude-fable-5-1',
    name: 'Claude Fable 5.1',
    refuses: { ...alwaysThinking, ...unforced },
    released: '2026-09-01',
    price: usd(10, 50, 0.25, 12.5),
  },
  {
    ...claude5,
    id: 'claude-fable-5',
    name: 'Claude Fable 5',
    refuses: alwaysThinking,
    released: '2026-06-09',
    price: usd(10, 50, 1, 12.5),
  },
  { ...claude5, id: 'claude-opus-5', name: 'Claude Opus 5', released: '2026-07-24', price: opus5 },
  { ...claude5, id: 'claude-sonnet-5', name: 'Claude Sonnet 5', released: '2026-06-30', price: sonnet5 },
  { ...claude5, id: 'claude-opus-4-8', name: 'Claude Opus 4.8', released: '2026-05-28', price: opus5 },
  { ...claude5, id: 'claude-opus-4-7', name: 'Claude Opus 4.7', released: '2026-04-16', price: opus5 },
  { ...claude46, id: 'claude-opus-4-6', name: 'Claude Opus 4.6', released: '2026-02-05', price: opus5 },
  {
    ...claude46,
    id: 'claude-sonnet-4-6',
    name: 'Claude Sonnet 4.6',
    maxOutput: 64_000,
    released: '2026-02-17',
    price: sonnet3,
  },
  {
    ...claude45,
    id: 'claude-opus-4-5',
    name: 'Claude Opus 4.5',
    snapshot: 'claude-opus-4-5-20251101',
    efforts: ['low', 'medium', 'high'],
    defaultEffort: 'high',
    released: '2025-11-24',
    price: opus5,
  },
  {
    ...claude45,
    id: 'claude-haiku-4-5',
    name: 'Claude Haiku 4.5',
    snapshot: 'claude-haiku-4-5-20251001',
    released: '2025-10-15',
    price: usd(1, 5, 0.1, 1.25),
  },
  {
    ...claude45,
    id: 'claude-sonnet-4-5',
    name: 'Claude Sonnet 4.5',
    snapshot: 'claude-sonnet-4-5-20250929',
    released: '2025-09-29',
    retires: '2026-11-30',
    price: sonnet3,
  },
  ...gone('2026-08-05', [
    {
      ...claude4,
      id: 'claude-opus-4-1',
      name: 'Claude Opus 4.1',
      aliases: ['claude-opus-4-1-20250805'],
      maxOutput: 32_000,
      released: '2025-08-05',
      price: opus3,
    },
  ]),
  ...gone('2026-06-15', [
    {
      ...claude4,
      id: 'claude-opus-4-20250514',
      name: 'Claude Opus 4',
      aliases: ['claude-opus-4-0', 'claude-opus-4'],
      maxOutput: 32_000,
      released: '2025-05-22',
      price: opus3,
    },
    {
      ...claude4,
      id: 'claude-sonnet-4-20250514',
      name: 'Claude Sonnet 4',
      aliases: ['claude-sonnet-4-0', 'claude-sonnet-4'],
      released: '2025-05-22',
      price: sonnet3,
    },
  ]),
  ...gone('2026-04-20', [
    {
      ...claude3,
      id: 'claude-3-haiku-20240307',
      name: 'Claude 3 Haiku',
      released: '2024-03-13',
      price: usd(0.25, 1.25, 0.03, 0.3),
    },
  ]),
  ...gone('2026-02-19', [
    {
      ...claude4,
      id: 'claude-3-7-sonnet-20250219',
      name: 'Claude 3.7 Sonnet',
      aliases: ['claude-3-7-sonnet-latest'],
      released: '2025-02-24',
      price: sonnet3,
    },
    {
      ...claude35,
      id: 'claude-3-5-haiku-20241022',
      name: 'Claude 3.5 Haiku',
      aliases: ['claude-3-5-haiku-latest'],
      released: '2024-11-04',
      price: usd(0.8, 4, 0.08, 1),
    },
  ]),
  ...gone('2026-01-05', [
    {
      ...claude3,
      id: 'claude-3-opus-20240229',
      name: 'Claude 3 Opus',
      aliases: ['claude-3-opus-latest'],
      released: '2024-03-04',
      price: opus3,
    },
  ]),
  ...gone('2025-10-28', [
    {
      ...claude35,
      id: 'claude-3-5-sonnet-20241022',
      name: 'Claude 3.5 Sonnet',
      aliases: ['claude-3-5-sonnet-latest'],
      released: '2024-10-22',
      price: sonnet3,
    },
    {
      ...claude35,
      id: 'claude-3-5-sonnet-20240620',
      name: 'Claude 3.5 Sonnet (June 2024)',
      released: '2024-06-20',
      price: sonnet3,
    },
  ]),
  ...gone('2025-07-21', [
    { ...claude3, id: 'claude-3-sonnet-20240229', name: 'Claude 3 Sonnet', released: '2024-03-04', price: usd(3, 15) },
    { ...claude3, id: 'claude-2.1', name: 'Claude 2.1', released: '2023-11-21', price: usd(8, 24) },
    {
      ...claude1,
      id: 'claude-2.0',
      name: 'Claude 2',
      aliases: ['claude-2'],
      released: '2023-07-11',
      price: usd(8, 24),
    },
  ]),
  ...gone('2024-11-06', [
    {
      ...claude1,
      id: 'claude-1.3',
      name: 'Claude 1',
      aliases: ['claude-1', 'claude-v1', 'claude-1.0', 'claude-1.2'],
      released: '2023-03-14',
      price: usd(8, 24),
    },
    {
      ...claude1,
      id: 'claude-instant-1.2',
      name: 'Claude Instant',
      aliases: ['claude-instant-1', 'claude-instant-v1'],
      released: '2023-03-14',
      price: usd(0.8, 2.4),
    },
  ]),
])
