import type { Profile } from '../../pace.ts'
import { openaiModel } from './model-rules.ts'

/** How much of the time to the first token passes before a streamed answer's headers come. */
export const acceptance = 0.4

const slow: Profile = { firstToken: 650, tokensPerSecond: 70 }

/** How fast OpenAI's models answer: the smaller the faster. By the beginning of their names, the first that fits. */
const profiles: readonly (readonly [prefix: string, profile: Profile])[] = [
  ['gpt-6-luna', { firstToken: 320, tokensPerSecond: 190 }],
  ['gpt-6.1-terra', { firstToken: 450, tokensPerSecond: 120 }],
  ['gpt-6-astra', { firstToken: 1100, tokensPerSecond: 55 }],
  ['gpt-5.4-nano', { firstToken: 350, tokensPerSecond: 170 }],
  ['gpt-5-nano', { firstToken: 350, tokensPerSecond: 170 }],
  ['gpt-5-mini', { firstToken: 450, tokensPerSecond: 110 }],
  ['gpt-4o-mini', { firstToken: 380, tokensPerSecond: 95 }],
  ['gpt-4.1-mini', { firstToken: 380, tokensPerSecond: 95 }],
  ['text-embedding', { firstToken: 90, tokensPerSecond: 1e6 }],
]

/** The latency profile of a model, by its id or snapshot. */
export function latencyOf(id: string): Profile {
  const name = openaiModel(id)?.id ?? id
  return profiles.find(([prefix]) => name.startsWith(prefix))?.[1] ?? slow
}
