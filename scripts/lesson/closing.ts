import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findModel, models, pick } from '@workbook/kit'
import { costOf } from '../../mocks/cost.ts'
import type { Exchange } from '../../mocks/tape.ts'
import { listLessons, root } from '../lessons.ts'
import type { Lesson } from '../lessons.ts'

/** What some exchanges add up to. */
interface Total {
  calls: number
  inputTokens: number
  outputTokens: number
  cost: number
  /** True when some cost is only known not to be more. */
  isBound?: boolean
}

/** `7 calls · 412 tokens in · 268 out · would have cost $0.00020`. */
export function totalLine({ calls, inputTokens, outputTokens, cost, isBound }: Total, live: boolean): string {
  if (calls === 0) return 'no calls'
  return [
    `${count(calls)} call${calls === 1 ? '' : 's'}`,
    `${count(inputTokens)} tokens in`,
    `${count(outputTokens)} out`,
    `${live ? 'cost' : 'would have cost'} ${isBound ? 'at most ' : ''}${dollars(cost)}`,
  ].join(' · ')
}

const count = (n: number) => n.toLocaleString('en')

/**
 * What a run has cost, in a line for each kind of call and provider, and what it would have on other models.
 *
 * @param exchanges the tape
 * @param live whether the run was live: its real calls come first then, and those that were simulated are told apart
 * @param reason whether to say why a call was not sent, where the reader has not been told already
 */
export function bill(exchanges: readonly Exchange[], live: boolean, reason = true): string[] {
  const made = exchanges.filter(({ refused }) => !refused)
  const real = made.filter((exchange) => exchange.live)
  const simulated = made.filter((exchange) => !exchange.live)
  const lines = live
    ? [
        `live: ${totalLine(totalOf(real), true)}`,
        ...perProvider(real),
        ...(simulated.length ? [`simulated: ${totalLine(totalOf(simulated), false)}`] : []),
      ]
    : [totalLine(totalOf(made), false), ...perProvider(made)]
  const refused = exchanges.filter((exchange) => exchange.refused)
  const other = comparison(live && real.length ? real : made)
  return [...lines, ...notSent(refused, reason), ...(other ? [other] : [])]
}

/** How many calls the workbook itself did not let through, and why the first of them. */
function notSent([first, ...more]: readonly Exchange[], reason: boolean): string[] {
  if (!first) return []
  const text = more.length ? `${count(more.length + 1)} calls were not sent` : '1 call was not sent'
  const message = /"message":("(?:[^"\\]|\\.)*")/.exec(first.response?.body ?? '')?.[1]
  if (!reason || message === undefined) return [text]
  const why = (JSON.parse(message) as string).replace(/^The call .*?not sent(, for [^:]+)?(: |, because )/, '')
  return [`${text}${more.length ? '; the first' : ''}: ${why}`]
}

function totalOf(exchanges: readonly Exchange[]): Total {
  const total = { calls: exchanges.length, inputTokens: 0, outputTokens: 0, cost: 0, isBound: false }
  for (const { usage, cost, costIsBound } of exchanges) {
    total.inputTokens += usage?.inputTokens ?? 0
    total.outputTokens += usage?.outputTokens ?? 0
    total.cost += cost ?? 0
    total.isBound ||= costIsBound ?? false
  }
  return total
}

/** A line for each provider, where there are several. */
function perProvider(exchanges: readonly Exchange[]): string[] {
  const names = [...new Set(exchanges.map(({ provider }) => provider))]
  if (names.length < 2) return []
  const rows = names.map((name) => {
    const { calls, inputTokens, outputTokens, cost, isBound } = totalOf(
      exchanges.filter(({ provider }) => provider === name),
    )
    return [name, count(calls), count(inputTokens), count(outputTokens), `${isBound ? '≤ ' : ''}${dollars(cost)}`]
  })
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const [a = 0, b = 0, c = 0, d = 0] = widths
  return rows.map(
    ([name = '', calls = '', input = '', output = '', cost = '']) =>
      `  ${name.padEnd(a)}  ${calls.padStart(b)} call${calls === '1' ? ' ' : 's'}  ${input.padStart(c)} in  ${output.padStart(d)} out  ${cost}`,
  )
}

/** What the same tokens cost on a provider's cheap, mid and top model: of the one that had most of them. */
function comparison(exchanges: readonly Exchange[]): string | undefined {
  const usages = exchanges.flatMap(({ usage }) =>
    usage && findModel(usage.model)?.kind !== 'embedding' ? [usage] : [],
  )
  if (!usages.length) return undefined
  const tokens = (provider: string) =>
    totalOf(exchanges.filter((exchange) => exchange.provider === provider)).inputTokens
  const [provider] = tiered.toSorted((a, b) => tokens(b) - tokens(a))
  if (!provider) return undefined
  const prices = (['cheap', 'mid', 'top'] as const).map((tier) => {
    const model = pick(provider, tier)
    const sum = usages.reduce((sum, usage) => sum + (costOf({ ...usage, model }, provider) ?? 0), 0)
    return `${dollars(sum)} on ${model}`
  })
  return `the same tokens: ${prices.join(' · ')}`
}

/** Providers with a model of every tier. */
const tiered = (['openai', 'anthropic', 'gemini'] as const).filter((provider) =>
  (['cheap', 'mid', 'top'] as const).every((tier) =>
    models.some((model) => model.provider === provider && model.tier === tier),
  ),
)

/** US dollars; amounts under a cent with two digits that count. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0'
  if (amount >= 0.995) return `$${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  const digits = Math.min(Math.max(1 - Math.floor(Math.log10(amount)), 2), 12)
  return `$${amount.toFixed(digits)}`
}

/** What the reader may do after a lesson: one line for each. */
export function nextSteps(lesson: Lesson): string[] {
  const lessons = listLessons()
  const next = lessons[lessons.findIndex(({ number }) => number === lesson.number) + 1]
  const exercises = existsSync(join(root, 'exercises', lesson.folder))
  return [
    ...(exercises ? [`npm test ${lesson.number}          grades the exercises in exercises/${lesson.folder}`] : []),
    ...(next ? [`npm run lesson ${next.number}    goes on`] : []),
    ...(exercises || next ? [] : ['npm start         shows the menu']),
  ]
}
