import type { Prompt, Turn } from './engine.ts'
import { hints } from './json/names.ts'
import { isRecord, resolve, typesOf } from './json/schema.ts'
import { slotOf, type Source, spokenName } from './json/slot.ts'
import { textsFor } from './json/texts.ts'
import { valueOf } from './json/value.ts'
import { findText } from './retrieval.ts'
import { readOut, readResult, type ToolResult } from './tool-results.ts'
import { empty, stem, subjectsOf, wordsOf } from './words.ts'

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
    for (const args of variants(tool, source)) {
      const call = { name: tool.name, arguments: args, isLater }
      if (!calls.some((other) => isSame(other, call))) calls.push(call)
    }
  }
  return { calls: calls.slice(0, MOST_CALLS), ...(question !== undefined && calls.length === 0 && { question }) }
}

/** A tool as the words that speak for it. */
interface Reader {
  readonly tool: Tool
  readonly name: ReadonlySet<string>
  readonly description: ReadonlySet<string>
  readonly parameters: ReadonlySet<string>
  readonly isSearch: boolean
}

const generic = new Set(
  'get fetch retrieve current lookup look up query data info information tool function value by id all for from my the of a to and in on run execute call perform do handle api'
    .split(' ')
    .map(stem),
)

function readTool(tool: Tool): Reader {
  const spoken = spokenName(tool.name)
  const names = wordsOf(spoken).map(stem)
  const telling = names.filter((each) => !generic.has(each))
  const schema = resolve(tool.parameters, tool.parameters)
  const properties = Object.entries(schema.properties ?? {}).slice(0, 50)
  const parameters = properties.flatMap(([name, each]) => {
    const { description = '', enum: values = [] } = isRecord(each) ? resolve(each, tool.parameters) : {}
    return [
      ...subjectsOf(spokenName(name)),
      ...subjectsOf(description.slice(0, 300)),
      ...values.filter((value) => typeof value === 'string').flatMap(subjectsOf),
    ]
  })
  return {
    tool,
    name: new Set(telling.length > 0 ? telling : names),
    description: new Set(
      subjectsOf(String(tool.description ?? '').slice(0, 1000)).filter((each) => !generic.has(each)),
    ),
    parameters: new Set(parameters),
    isSearch:
      /search|lookup|look up|\bfind\b|retriev|knowledge|\bdocs?\b|\bfaq\b|\bweb\b|wikipedia|\brag\b/u.test(spoken) &&
      properties.some(([name]) => /query|question|search|keyword|^q$|topic|text|term/u.test(spokenName(name))),
  }
}

/** Other words people use for what tools are named after. */
const synonyms: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [
    /^(?:weather|forecast|temperatur)/u,
    /\b(?:weather|forecast|temperatures?|rain\w*|snow\w*|sunny|umbrella|(?:how )?(?:cold|warm|hot)|degrees|jacket|windy|humid)\b/iu,
  ],
  [
    /^(?:time|clock)$/u,
    /\bwhat(?:['’]s| is) the time\b|\bwhat time\b|\bo['’]clock\b|\bcurrent time\b|\btime (?:is it|in)\b/iu,
  ],
  [
    /^(?:calculat|calculator|comput|math|evaluat|expression|arithmetic)/u,
    /\d\s*[-+−*×/÷^]\s*\(?\d|\b(?:calculate|compute|plus|minus|times|multiplied|divided by|squared|square root|percent of|how much is \d)\b|\d\s?% of\b/iu,
  ],
  [/^(?:add?|sum|addition)$/u, /\d\s*\+\s*\d|\bplus\b|\bsum of\b|\badd\b/iu],
  [/^(?:subtract|minu|difference)/u, /\d\s+[-−]\s*\d|\bminus\b|\bsubtract\b|\bdifference between\b/iu],
  [/^(?:multiply|product|multiplication)$/u, /\d\s*[*×x]\s*\d|\btimes\b|\bmultipl\w+\b|\bproduct of\b/iu],
  [/^(?:divid|division)/u, /\d\s*[/÷]\s*\d|\bdivided? (?:by)?\b/iu],
  [/^(?:mail|message)$/u, /\be-?mail\b|\bwrite to\b|\bsend\b[^.]*\bmessage\b|\bmessage\b/iu],
  [
    /^(?:currency|exchang|exchange|rate|conver\w*)$/u,
    /\b(?:exchange rate|currency|convert|(?:in|to|into) (?:euros?|dollars?|pounds|yen|[A-Z]{3}))\b/u,
  ],
  [/^(?:stock|quot|quote|share|ticker)$/u, /\b(?:stocks?|shares?|ticker|share price|stock price|trading at)\b/iu],
  [/^(?:calendar|event|meet|meeting|appointment|schedul)/u, /\b(?:meeting|appointment|calendar|schedule|event)\b/iu],
  [/^(?:remind|reminder)/u, /\bremind(?:er)?\b/iu],
  [/^(?:flight|fly)/u, /\b(?:flights?|fly|plane)\b/iu],
  [/^(?:hotel|room|accommodation)/u, /\b(?:hotels?|rooms?|stay|accommodation)\b/iu],
  [/^(?:restaurant|tabl|table|reservation)/u, /\b(?:restaurants?|table for|dinner|eat|reservation)\b/iu],
  [/^(?:light|lamp)/u, /\blights?\b|\blamps?\b/iu],
  [/^(?:translat|translation)/u, /\btranslat\w+\b|\bhow do you say\b/iu],
  [/^(?:dic|dice|roll)$/u, /\broll\b|\bdice?\b/iu],
  [/^order$/u, /\border(?:s|ed)?\b|\bpackage\b|\bparcel\b/iu],
  [/^(?:popula|population)/u, /\bpopulation\b|\bhow many people live\b|\binhabitants\b/iu],
  [/^(?:distanc|distance)$/u, /\bhow far\b|\bdistance\b/iu],
]

/** How well a tool fits what was said; 3 and more is a call. */
function fit(reader: Reader, text: string): number {
  const said = new Set(wordsOf(text).map(stem))
  // A tool that is called by its very name is meant, whatever else is said; one plain word may mean anything.
  let score = reader.name.size > 1 && text.split(/[^\w-]+/).includes(reader.tool.name) ? ENOUGH : 0
  let names = 0
  for (const each of reader.name) {
    const isSaid =
      said.has(each) ||
      synonyms.some(([name, words]) => name.test(each) && words.test(text)) ||
      (hints.get(each)?.test(text) ?? false)
    if (!isSaid) continue
    names++
    score += isVerb(each) && reader.name.size > 1 ? 1.6 : 3
  }
  if (reader.name.size > 1 && names === reader.name.size) score += 1
  for (const each of said) {
    if (reader.name.has(each) || empty.has(each) || generic.has(each)) continue
    if (reader.description.has(each)) score += 1.4
    else if (reader.parameters.has(each)) score += 0.8
  }
  for (const each of reader.description) {
    if (!said.has(each) && synonyms.some(([name, words]) => name.test(each) && words.test(text))) {
      score += 1.5
      break
    }
  }
  return score
}

const verbs = new Set(
  'send create make delete remove update set add find search book list check show open close start stop turn read write save cancel schedule convert track control play'
    .split(' ')
    .map(stem),
)

function isVerb(word: string): boolean {
  return verbs.has(word)
}

const ENOUGH = 3

interface Segment {
  readonly reader: Reader
  readonly text: string
  readonly isLater: boolean
}

/** Parts the message into what each tool is asked for. */
function segmentsOf(
  message: string,
  earlier: readonly string[],
  readers: readonly Reader[],
  isForced: boolean,
): Segment[] {
  const clauses = message
    .slice(0, 4000)
    .split(
      /(?<=[.!?;])\s+|\n+|,?\s+\b(?=(?:and|then|also|plus|as well as)\b)|,\s+(?=(?:what|how|who|when|where|send|book|find|get|turn|set|create)\b)/iu,
    )
  const segments: { reader: Reader; text: string; isLater: boolean }[] = []
  let opening = ''
  for (const clause of clauses.slice(0, 60)) {
    const text = clause.trim()
    const winner = strongest(readers, text)
    const last = segments.at(-1)
    if (winner && winner.reader !== last?.reader) {
      const isLater =
        last !== undefined &&
        /\bthen\b|\b(?:the|that|those|these) (?:result|answer|forecast|weather|information|value|price|amount)s?\b|\b(?:send|mail|e-mail|convert|save|post|write|translate|text|forward|add) (?:it|that|them|this)\b|\bafter that\b/iu.test(
          text,
        )
      segments.push({ reader: winner.reader, text: opening === '' ? text : `${opening} ${text}`, isLater })
      opening = ''
    } else if (last) last.text += ` ${text}`
    else opening = `${opening} ${text}`.trim()
  }
  if (segments.length > 0) {
    if (opening !== '')
      segments[segments.length - 1] = {
        ...segments[segments.length - 1],
        text: `${segments.at(-1)?.text ?? ''} ${opening}`,
      } as Segment
    return isForced || !isLesson(message) ? segments : []
  }
  const whole = strongest(readers, message)
  if (whole && (isForced || !isLesson(message))) return [{ reader: whole.reader, text: message, isLater: false }]
  // "And in Rome?" goes on about what was asked before.
  if (
    /^(?:and|or|what about|how about|same for|now)\b|\bthere\b|^in\b/iu.test(message.trim()) &&
    message.length < 120
  ) {
    for (const before of earlier.toReversed()) {
      const meant = strongest(readers, before)
      if (meant) return [{ reader: meant.reader, text: message, isLater: false }]
    }
  }
  const [first] = readers
  if (isForced && first) {
    const best = readers.toSorted((one, other) => fit(other, message) - fit(one, message))[0] ?? first
    return [{ reader: best, text: message, isLater: false }]
  }
  // What nobody knows may be looked up.
  const search = readers.find(({ isSearch }) => isSearch)
  const isQuestion = /\?\s*$|^(?:who|what|when|where|which|how|why|is|are|does|do|can|tell me|find)\b/iu.test(
    message.trim(),
  )
  if (search && isQuestion && subjectsOf(message).length > 0 && findText(message) === undefined)
    return [{ reader: search, text: message, isLater: false }]
  return []
}

function strongest(readers: readonly Reader[], text: string): { reader: Reader; score: number } | undefined {
  let best: { reader: Reader; score: number } | undefined
  for (const reader of readers) {
    const score = fit(reader, text)
    if (score >= ENOUGH && score > (best?.score ?? 0)) best = { reader, score }
  }
  return best
}

/** Questions about what something is are answered, not looked up, when there is an answer. */
function isLesson(message: string): boolean {
  if (
    !/^(?:(?:please |can you |could you )*(?:explain|define|describe)\b|what (?:is|are) (?:an? )?(?!the\b)\p{Ll}+\??$|why (?:do|does|is|are)\b|how (?:do|does)\b)/iu.test(
      message.trim(),
    )
  )
    return false
  return findText(message) !== undefined
}

/** The first parameter that must be known, but that nothing was said about. */
function unsaid(tool: Tool, source: Source): string | undefined {
  const schema = resolve(tool.parameters, tool.parameters)
  for (const name of schema.required ?? []) {
    const property = resolve(schema.properties?.[name], tool.parameters)
    const { type, enum: values, format, default: usual } = property
    if (type !== 'string' || values || format !== undefined || usual !== undefined || 'const' in property) continue
    const slot = slotOf(name, property.description, spokenName(tool.name))
    if (
      !/^(?:city|location|place|town|country|city name|symbol|ticker|order id|order number|user id|customer id|recipient|email)$/u.test(
        slot.name,
      )
    )
      continue
    const known = [source.text, source.wider].some((text) => textsFor(slot, source, text, false).values.length > 0)
    if (!known) return slot.name
  }
  return undefined
}

/** The arguments of one call, or of several when one parameter is asked for with several values. */
function variants(tool: Tool, source: Source): Readonly<Record<string, unknown>>[] {
  const { value } = valueOf(tool.parameters, source, tool.name)
  const args = isRecord(value) ? value : {}
  const schema = resolve(tool.parameters, tool.parameters)
  for (const [name, given] of Object.entries(args)) {
    const property = resolve(schema.properties?.[name], tool.parameters)
    if (typeof given !== 'string' || !typesOf(property).includes('string') || property.enum) continue
    const slot = slotOf(name, property.description, spokenName(tool.name))
    const { values, isList } = textsFor(slot, source, source.text, false)
    if (!isList || values.length < 2 || values[0] !== given) continue
    const others = new Set(Object.entries(args).flatMap(([key, each]) => (key === name ? [] : [String(each)])))
    if (values.some((each) => others.has(each))) continue
    return values.slice(0, MOST_CALLS).map((each) => ({ ...args, [name]: each }))
  }
  return [args]
}

/**
 * Arguments that do not fit their schema: one that is required is missing, or the first has a wrong type.
 * @param parameters the schema they should fit
 */
export function spoilt(args: Readonly<Record<string, unknown>>, parameters: object): Readonly<Record<string, unknown>> {
  const { required, properties = {} } = resolve(parameters, parameters)
  const missing = Array.isArray(required) ? required.find((name) => Object.hasOwn(args, name)) : undefined
  if (missing !== undefined) return Object.fromEntries(Object.entries(args).filter(([name]) => name !== missing))
  const name = Object.keys(args)[0] ?? Object.keys(properties)[0] ?? 'value'
  return { ...args, [name]: { unexpected: true } }
}
