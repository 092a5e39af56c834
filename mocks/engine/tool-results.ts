import { isRecord } from './json/schema.ts'
import { spokenName } from './json/slot.ts'
import { capitalised, listOf, sentencesOf } from './skills/skill.ts'

/** What a tool gave back, and the call it answers where that is known. */
export interface ToolResult {
  readonly text: string
  readonly name?: string
  readonly arguments?: Readonly<Record<string, unknown>>
}

/** Most of a result that is read out, in characters. */
const LONGEST = 4000

/**
 * Says in whole sentences what tools gave back.
 * @param results one for each call, oldest first
 * @param question what the user asked
 * @returns two ways to say it
 */
export function readOut(results: readonly ToolResult[], question: string): readonly string[] {
  const told = results.slice(0, 50).map((result) => tell(result, results.length === 1 ? question : ''))
  const text = [...new Set(told)].join(' ')
  return [text, `Here is what I found: ${text}`]
}

/** The value of a result: JSON where it is JSON. */
export function readResult(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 100_000)) as unknown
  } catch {
    return text
  }
}

function tell(result: ToolResult, question: string): string {
  const value = readResult(result.text)
  const error = errorIn(value)
  const tool = result.name === undefined ? 'The tool' : `The tool ${result.name}`
  if (error !== undefined) return sentence(`${tool} reported an error${error === '' ? '' : `: ${error}`}`)
  if (isEmpty(value)) return sentence(`${tool} found nothing${whereabouts(result.arguments)}`)
  if (isRecord(value)) return tellObject(value, result)
  if (Array.isArray(value)) return tellList(value, whereabouts(result.arguments))
  return tellPlain(String(value).trim(), result, question)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.keys(value).length === 0
}

function errorIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const found = /^\s*(?:\p{L}*error|exception|failed|failure)\b\s*[:-]?\s*([\s\S]*)$/iu.exec(value)
    return found ? (found[1] ?? '').trim().slice(0, 500) : undefined
  }
  if (!isRecord(value)) return undefined
  const error =
    value.error ??
    value.errors ??
    (value.is_error === true || value.isError === true || value.success === false ? (value.message ?? '') : undefined)
  if (error === undefined || error === null || error === false) return undefined
  if (isRecord(error)) return spoken(error.message ?? error)
  return error === true ? spoken(value.message ?? '') : spoken(error)
}

/** " in Paris", " for AAPL": what was asked about, of the arguments. */
function whereabouts(args: ToolResult['arguments']): string {
  for (const [key, value] of Object.entries(args ?? {})) {
    if (typeof value !== 'string' || value === '' || value.length > 60) continue
    if (isPlace(key)) return ` in ${value}`
    if (/name|symbol|id$|query|user|order|product|title|country/u.test(spokenName(key))) return ` for ${value}`
  }
  return ''
}

function isPlace(key: string): boolean {
  return /^(?:city|location|place|town|region|city name)$/u.test(spokenName(key))
}

function tellObject(given: Readonly<Record<string, unknown>>, { arguments: args }: ToolResult): string {
  const value = Object.keys(given).length === 1 ? (Object.values(given).find(isRecord) ?? given) : given
  const entries = Object.entries(value)
  const place = entries.find(([key, each]) => isPlace(key) && typeof each === 'string')
  const where = place ? ` in ${String(place[1])}` : whereabouts(args)
  const unit = entries.find(([key]) => /^(?:unit|units|temperature unit)$/u.test(spokenName(key)))
  const degrees = entries.find(
    ([key, each]) =>
      /^temp(?:erature)?(?: (?:c|f|celsius|fahrenheit))?$/u.test(spokenName(key)) &&
      /^(?:number|string)$/u.test(typeof each),
  )
  const sky = entries.find(
    ([key, each]) =>
      /^(?:conditions?|weather|summary|description|sky|forecast)$/u.test(spokenName(key)) && typeof each === 'string',
  )
  const told = new Set([place, ...(degrees ? [unit, degrees, sky] : [])].map((entry) => entry?.[0]))
  const others = entries.filter(([key]) => !told.has(key))
  const sentences: string[] = []
  if (degrees) {
    const [key, number] = degrees
    const what = sky ? ` and ${String(sky[1]).toLowerCase()}` : ''
    sentences.push(
      sentence(
        `It is ${String(number)}${unitOf(key, String(number), String(unit?.[1] ?? args?.unit ?? args?.units ?? ''))}${what}${where}`,
      ),
    )
  }
  const facts = others.slice(0, 30).flatMap(([key, each]) => factsOf(key, each))
  if (facts.length > 0) {
    const opening = degrees || where === '' ? '' : `${where.trim()}, `
    sentences.push(sentence(capitalised(`${opening}${listOf(facts)}`)))
  }
  return sentences.join(' ').slice(0, LONGEST)
}

function unitOf(key: string, number: string, named: string): string {
  if (/[°CF]/u.test(number)) return ''
  const all = `${spokenName(key)} ${named}`.toLowerCase()
  if (/fahrenheit|\bf\b|°f|imperial/u.test(all)) return ' °F'
  return /celsius|\bc\b|°c|metric/u.test(all) ? ' °C' : ' degrees'
}

/** "the price is 12", "the tags are a and b". */
function factsOf(key: string, value: unknown): string[] {
  const name = spokenName(key)
  if (value === null) return [`the ${name} is not known`]
  if (isRecord(value)) {
    const inside = Object.entries(value).slice(0, 12)
    return inside.map(
      ([inner, each]) => `the ${spokenName(inner)} of the ${name} ${verb(spokenName(inner), each)} ${spoken(each)}`,
    )
  }
  if (typeof value === 'boolean') return [`the ${name} is ${value ? 'yes' : 'no'}`]
  if (Array.isArray(value) && value.length === 0) return [`there are no ${name}`]
  return [`the ${name} ${verb(name, value)} ${spoken(value)}`]
}

function verb(name: string, value: unknown): string {
  return Array.isArray(value)
    ? value.length > 1
      ? 'are'
      : 'is'
    : /[^s]s$/u.test(name) && !/status$|address$|news$/u.test(name)
      ? 'are'
      : 'is'
}

function tellList(items: readonly unknown[], where: string): string {
  const shown = items.slice(0, 20)
  const more = items.length > shown.length ? `, and ${items.length - shown.length} more` : ''
  if (items.every((each) => !isRecord(each) && !Array.isArray(each))) {
    return sentence(
      items.length === 1
        ? `The result${where} is ${spoken(items[0])}`
        : `The results${where} are ${listOf(shown.map(spoken))}${more}`,
    )
  }
  return sentence(
    `I found ${items.length} result${items.length === 1 ? '' : 's'}${where}: ${shown.map(spoken).join('; ')}${more}`,
  ).slice(0, LONGEST)
}

/** A value within a sentence. */
function spoken(value: unknown): string {
  if (Array.isArray(value)) return listOf(value.slice(0, 20).map(spoken))
  if (isRecord(value)) {
    return Object.entries(value)
      .slice(0, 12)
      .map(([key, each], at) =>
        at === 0 && /^(?:name|title|id)$/u.test(key) ? spoken(each) : `${spokenName(key)} ${spoken(each)}`,
      )
      .join(', ')
      .slice(0, 1000)
  }
  return String(value)
    .trim()
    .replace(/[\s.]+$/u, '')
    .slice(0, 1000)
}

function tellPlain(text: string, { arguments: args }: ToolResult, question: string): string {
  const words = text.split(/\s+/u).length
  const isTold =
    /[.!?…]["”')]?$/u.test(text) ||
    sentencesOf(text).length > 1 ||
    (words > 2 && /\b(?:is|are|was|were|has|have|will|can|found|sent|created|booked)\b/iu.test(text))
  if (isTold) return sentence(capitalised(text.slice(0, LONGEST)))
  // "What is the capital of France?" is answered with its own words.
  const asked = /\bwhat(?:['’]s| is| are)\s+(the [^?.!\n]{3,120}?)\s*(?:\?|$)/iu.exec(question)?.[1]
  if (asked !== undefined && words <= 6) return sentence(`${capitalised(asked)} is ${text}`)
  return sentence(`The result${whereabouts(args)} is ${text.slice(0, LONGEST)}`)
}

function sentence(text: string): string {
  const whole = text.trim()
  return /[.!?…]["”')]?$/u.test(whole) ? whole : `${whole}.`
}
