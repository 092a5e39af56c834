import type { Prompt, Turn } from './engine.ts'
import type { Source } from './json/slot.ts'
import { unsaid, variants } from './tool-arguments.ts'
import { readTool } from './tool-fit.ts'
import { readOut, readResult, type ToolResult } from './tool-results.ts'
import { segmentsOf } from './tool-segments.ts'

/** Something the model may call. */
export interface Tool {
  readonly name: string
  readonly description?: string
  /** JSON schema of the arguments. */
  readonly parameters: object
}

/** A call the model wants made. */
export interface PlannedCall {
  readonly name: string
  readonly arguments: Readonly<Record<string, unknown>>
}

/** What the model does about tools: calls some, or says something about them, or neither. */
export interface Plan {
  readonly calls: readonly PlannedCall[]
  /** What it says instead, the preferred wording first. */
  readonly texts?: readonly string[]
}

/** Most calls of one answer. */
const MOST_CALLS = 16

/**
 * Decides which tools to call for the last message of the user. The plan is made from that message alone; as many of its
 * calls as there are results after it count as made, so that no call is made twice and every conversation ends.
 * @param prompt the conversation, and the tools that may be called
 */
export function planCalls(prompt: Prompt): Plan {
  const { turns, toolChoice = 'auto' } = prompt
  const tools = (prompt.tools ?? []).filter(({ name }) => typeof name === 'string')
  const at = turns.findLastIndex((turn) => turn.role === 'user')
  const results =
    at === -1 ? turns.filter((turn) => turn.role === 'tool') : turns.slice(at).filter((turn) => turn.role === 'tool')
  const message = (turns[at]?.text ?? '').slice(0, 8000)
  const earlier = turns
    .slice(0, Math.max(0, at))
    .filter((turn) => turn.role === 'user')
    .slice(-4)
    .map((turn) => turn.text.slice(0, 2000))
  const forced = prompt.badArguments === true && results.length === 0 ? 'required' : toolChoice
  const given = results.map(({ text }) => readResult(text))
  const all =
    tools.length === 0 || forced === 'none' ? undefined : callsFor(message, earlier, tools.slice(0, 200), forced, given)
  const { made, left: notMade } = sortedOut(all?.calls ?? [], turns.slice(at + 1))
  const left = notMade.filter((call) => !made.some((one) => one !== call && isSame(one, call)))
  const ready = left.filter(
    ({ isLater }, place) => !isLater || (place === 0 && (results.length > 0 || left.length === 1)),
  )
  const calls = (ready.length > 0 ? ready : left.slice(0, 1)).slice(0, prompt.parallelTools === false ? 1 : MOST_CALLS)
  if (calls.length > 0) return { calls: calls.map(({ name, arguments: args }) => ({ name, arguments: args })) }
  if (results.length > 0 && turns.at(-1)?.role === 'tool')
    // What was refused and then mended is forgotten.
    return {
      calls,
      texts: readOut(
        withCalls(results, made).filter((_, i) => !made[i] || !made.includes(made[i], i + 1)),
        message,
      ),
    }
  return { calls, ...(all?.question && { texts: [all.question] }) }
}

/**
 * Which calls were made, in the order of their results, and which are left. A call whose arguments were refused is made once more, corrected.
 * @param after the turns after the user's message: results of one round stand together
 */
function sortedOut(calls: readonly Planned[], after: readonly Turn[]): { made: Planned[]; left: Planned[] } {
  const left = [...calls]
  const made: Planned[] = []
  const refused = new Set<Planned>()
  for (let i = 0; i < after.length;) {
    const end = after.findIndex((turn, at) => at >= i && turn.role !== 'tool')
    const round = after.slice(i, end === -1 ? after.length : end)
    const again: Planned[] = []
    for (const { text } of round) {
      // Where a provider's turns do not show the rounds, the second try stands among the results of the first.
      const call = left.shift() ?? again.shift()
      if (!call) break
      made.push(call)
      if (refused.has(call) || !isRefusal(text)) continue
      refused.add(call)
      again.push(call)
    }
    left.unshift(...again)
    i += round.length + 1
  }
  return { made, left }
}

/** True for a tool's answer that its arguments will not do, as programs and validators put it. */
export function isRefusal(text: string): boolean {
  return /\binvalid[ _](?:arguments?|input|params?|type|parameters?)\b|\bvalidation (?:failed|error)|\b(?:do|does)(?: not|n['’]t) (?:fit|match|satisfy|conform)|\bexpected \w+, (?:but )?(?:received|got)\b|\bmissing (?:required )?(?:arguments?|parameters?|fields?|propert)|\bis (?:required|missing)\b/iu.test(
    text.slice(0, 4000),
  )
}

function isSame(one: PlannedCall, other: PlannedCall): boolean {
  return one.name === other.name && JSON.stringify(one.arguments) === JSON.stringify(other.arguments)
}

function withCalls(results: readonly Turn[], calls: readonly PlannedCall[]): ToolResult[] {
  const known = calls.length >= results.length
  return results.map(({ text }, at) => {
    const call = known ? calls[at] : undefined
    return { text, ...(call && { name: call.name, arguments: call.arguments }) }
  })
}

interface Planned extends PlannedCall {
  /** Whether it needs the results of those before it. */
  readonly isLater: boolean
}

interface Wanted {
  readonly calls: readonly Planned[]
  /** What to ask, when a tool fits but the message does not say what it needs. */
  readonly question?: string
}

function callsFor(
  message: string,
  earlier: readonly string[],
  tools: readonly Tool[],
  choice: NonNullable<Prompt['toolChoice']>,
  results: readonly unknown[],
): Wanted {
  const readers = tools.map(readTool)
  const named = typeof choice === 'object' ? readers.filter(({ tool }) => tool.name === choice.name) : readers
  const isForced = choice !== 'auto'
  const segments = segmentsOf(message, earlier, named, isForced)
  const calls: Planned[] = []
  let question: string | undefined
  for (const { reader, text, isLater } of segments) {
    const { tool } = reader
    const source: Source = {
      text,
      wider: [message, ...earlier.toReversed()].join('\n'),
      results: isLater ? results : [],
      isCall: true,
      used: new Set(),
      answer: () => '',
    }
    const open = isForced ? undefined : unsaid(tool, source)
    if (open !== undefined) {
      question ??= `Which ${open} do you mean? I need to know it before I can use ${tool.name}.`
      continue
    }
    for (const args of variants(tool, source, MOST_CALLS)) {
      const call = { name: tool.name, arguments: args, isLater }
      if (!calls.some((other) => isSame(other, call))) calls.push(call)
    }
  }
  return { calls: calls.slice(0, MOST_CALLS), ...(question !== undefined && calls.length === 0 && { question }) }
}
