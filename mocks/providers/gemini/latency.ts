import type { Profile } from '../../pace.ts'

const slow: Profile = { firstToken: 900, tokensPerSecond: 90 }

/** How fast Google's models answer, by the beginning of their names; the first that fits. */
const profiles: readonly (readonly [prefix: RegExp, profile: Profile])[] = [
  [/flash-lite/, { firstToken: 300, tokensPerSecond: 300 }],
  [/flash/, { firstToken: 420, tokensPerSecond: 190 }],
  [/embedding/, { firstToken: 120, tokensPerSecond: 1e6 }],
]

export function latencyOf(id: string): Profile {
  return profiles.find(([name]) => name.test(id))?.[1] ?? slow
}
