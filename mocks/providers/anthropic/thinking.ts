import type { Model } from '@workbook/kit'
import { hash, randomFrom, randomText } from '../../world.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { Countable } from './request.ts'
import type { Prompt, Turn } from '../../engine/engine.ts'

type Effort = NonNullable<Prompt['effort']>

/** How hard a model thinks about one request. */
export interface ThinkingPlan {
  readonly effort: Effort
  /** Whether the thoughts come as text or only as a signature. */
  readonly display: 'summarized' | 'omitted'
}

/** A message shorter than this is answered without a thought, in characters, when the model may choose. */
const worthAThought: Readonly<Record<string, number>> = { low: 600, medium: 240, high: 120, xhigh: 40, max: 0 }

/** Decides whether a model thinks, and how hard. With adaptive thinking it leaves simple questions without a thought. */
export function thinkingPlan(model: Model, request: Countable, turns: readonly Turn[]): ThinkingPlan {
  const capabilities = capabilitiesOf(model)
  const { thinking } = request
  const type = thinking?.type ?? capabilities.defaultThinking
  const asked = thinking && 'display' in thinking ? thinking.display : undefined
  const display = asked ?? capabilities.display
  if (thinking?.type === 'enabled') {
    const { budget_tokens: budget } = thinking
    return { effort: budget < 4096 ? 'low' : budget < 16_384 ? 'medium' : 'high', display }
  }
  const effort = (request.output_config?.effort ?? model.defaultEffort ?? 'high') as Effort
  const question = turns.findLast(({ role }) => role === 'user')?.text ?? ''
  const thinks = type === 'adaptive' && question.length >= (worthAThought[effort] ?? 0)
  return { effort: thinks ? effort : 'none', display }
}

/** What a thinking block says when thoughts are shown. A model of this size has none, so it says what it was asked. */
export function summaryOf(turns: readonly Turn[]): string {
  const question =
    turns
      .findLast(({ role }) => role === 'user')
      ?.text.trim()
      .replace(/\s+/g, ' ') ?? ''
  const short = [...question].slice(0, 160).join('')
  return `The user writes: "${short}${short.length < question.length ? '…' : ''}" I look for what I have read about that, and answer.`
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The seal of a thinking block; whoever sends the block back may not change it. */
export function signatureOf(thinking: string, seed: number): string {
  const text = `Ep${randomText(randomFrom(seed), 340, base64)}`
  return `${text}${checksum(text, thinking)}`
}

/** True when a block is sent back as it was given. */
export function isSealed(thinking: string, signature: string): boolean {
  const [text, sum] = [signature.slice(0, -checksumLength), signature.slice(-checksumLength)]
  return sum === checksum(text, thinking)
}

const checksumLength = 6

function checksum(text: string, thinking: string): string {
  return randomText(randomFrom(hash(`${text} ${thinking}`)), checksumLength, base64)
}
