import type { Profile } from '../../pace.ts'

const medium: Profile = { firstToken: 700, tokensPerSecond: 75 }

/** How fast Anthropic's families answer: the smaller the faster. */
const profiles: readonly (readonly [family: string, profile: Profile])[] = [
  ['haiku', { firstToken: 360, tokensPerSecond: 170 }],
  ['sonnet', { firstToken: 620, tokensPerSecond: 85 }],
  ['opus', { firstToken: 950, tokensPerSecond: 65 }],
  ['fable', { firstToken: 1_400, tokensPerSecond: 45 }],
  ['mythos', { firstToken: 1_600, tokensPerSecond: 40 }],
]

/** The latency profile of a model, by its id. */
export function latencyOf(id: string): Profile {
  return profiles.find(([family]) => id.includes(family))?.[1] ?? medium
}
