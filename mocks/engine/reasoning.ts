import type { Prompt } from './engine.ts'
import { randomNumbers } from './sampling.ts'

/** Fewest and most reasoning tokens of each effort, for a short prompt. */
const spent = {
  none: [0, 0],
  minimal: [8, 24],
  low: [24, 64],
  medium: [64, 192],
  high: [256, 448],
  xhigh: [512, 768],
  max: [832, 1216],
} as const satisfies Record<NonNullable<Prompt['effort']>, readonly [fewest: number, most: number]>

/**
 * How many tokens the model thinks before it answers: more with effort and with the length of the last message,
 * from medium on in multiples of 64, the same for the same prompt and seed.
 */
export function reasoningTokens(prompt: Prompt): number {
  const [fewest, most] = spent[prompt.effort ?? 'none']
  if (most === 0) return 0
  const length = prompt.turns.findLast((turn) => turn.role === 'user')?.text.length ?? 0
  // Ten times the length takes about a sixth more thought.
  const difficulty = 1 + Math.min(0.8, Math.log10(1 + length / 100) / 6)
  const random = randomNumbers(prompt.seed + 0.5)
  const tokens = (fewest + random() * (most - fewest)) * difficulty
  const step = fewest < 64 ? 1 : 64
  return Math.max(step, Math.round(tokens / step) * step)
}
