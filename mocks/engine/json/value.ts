import { sentimentOf } from '../skills/sentiment.ts'
import { stem, wordsOf } from '../words.ts'
import { clockTime, datesIn, isoDate, timesIn, unique } from './entities.ts'
import { hints } from './names.ts'
import { numbersFor } from './numbers.ts'
import { branchesOf, DEEPEST, isRecord, resolve, type Schema, typesOf, validates } from './schema.ts'
import { type Slot, slotOf, type Source, spokenName } from './slot.ts'
import { neutralString, partsThatFit } from './strings.ts'
import { textsFor } from './texts.ts'

/** A value that was made for a schema, and whether the text holds it. */
export interface Made {
  readonly value: unknown
  /** False when it only fills its place. */
  readonly isSaid: boolean
}

interface Place {
  readonly root: unknown
  readonly source: Source
  readonly slot: Slot
  /** Whether something must stand here. */
  readonly isRequired: boolean
  readonly depth: number
  /** How many more values may be made: a schema that contains itself several times would never end. */
  readonly budget: { left: number }
}

/** Most values of one answer. */
const MOST = 20_000

/** From this level on, what is open is left empty: recursive schemas go on for ever. */
const DEEP = 8

/**
 * Makes a value that satisfies a schema out of what a text says.
 * @param schema JSON Schema; contradictory ones cannot be satisfied
 * @param source where the values come from
 * @param owner what the value is: the name of a tool or of a format
 */
export function valueOf(schema: unknown, source: Source, owner = ''): Made {
  return make(schema, {
    root: schema,
    source,
    slot: slotOf('', '', spokenName(owner)),
    isRequired: true,
    depth: 0,
    budget: { left: MOST },
  })
}

function make(given: unknown, place: Place): Made {
  const { root, depth } = place
  const schema = resolve(given, root)
  if (depth > DEEPEST || place.budget.left-- < 0) return { value: null, isSaid: false }
  const slot = { ...place.slot, description: place.slot.description || (schema.description ?? '').slice(0, 500) }
  const here = { ...place, slot }
  const fromTool = ofResults(schema, here)
  if (fromTool) return fromTool
  if ('const' in schema) return { value: schema.const, isSaid: false }
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return ofEnum(schema, here)
  const branches = branchesOf(schema)
  if (branches) return ofBranches(schema, branches, here)
  const types = typesOf(schema)
  if (types.length < 2) return ofType(types[0] ?? kindOf(schema), schema, here)
  return best(
    types.map((type) => ofType(type, schema, here)),
    schema,
    here,
  )
}

/** A schema without a type has the one its keywords are made for. */
function kindOf(schema: Schema): string {
  if (schema.properties || schema.required || isRecord(schema.additionalProperties)) return 'object'
  if (schema.items !== undefined || schema.prefixItems) return 'array'
  if (schema.minimum !== undefined || schema.maximum !== undefined || schema.multipleOf !== undefined) return 'number'
  return 'string'
}

function ofType(type: string, schema: Schema, place: Place): Made {
  switch (type) {
    case 'object':
      return ofObject(schema, place)
    case 'array':
      return ofArray(schema, place)
    case 'integer':
    case 'number':
      return ofNumber(schema, type === 'integer', place)
    case 'boolean':
      return ofBoolean(schema, place)
    case 'null':
      return { value: null, isSaid: false }
    default:
      return ofString(schema, place)
  }
}

/** Of several ways, what the text says; else what is left open, else the first that is allowed. */
function best(made: readonly Made[], schema: Schema, { root }: Place): Made {
  const allowed = made.filter(({ value }) => validates(value, schema, root))
  return (
    allowed.find(({ isSaid }) => isSaid) ??
    allowed.find(({ value }) => value === null) ??
    allowed[0] ??
    made[0] ?? { value: null, isSaid: false }
  )
}

function ofBranches(schema: Schema, branches: readonly unknown[], place: Place): Made {
  const { anyOf: _anyOf, oneOf: _oneOf, ...around } = schema
  const isOpen = branches.some((branch) => typesOf(resolve(branch, place.root)).includes('null'))
  if (place.depth > DEEP && isOpen) return { value: null, isSaid: false }
  const made: Made[] = []
  for (const branch of branches.slice(0, 40)) {
    const inner = resolve(branch, place.root)
    // What stands beside the choice holds for each way.
    const each = make(
      Object.keys(around).length > 0
        ? {
            ...around,
            ...inner,
            ...(around.properties && inner.properties && { properties: { ...around.properties, ...inner.properties } }),
          }
        : inner,
      { ...place, depth: place.depth + 1 },
    )
    made.push(each)
    if (each.isSaid && !isRecord(each.value) && validates(each.value, schema, place.root)) return each
    if (place.depth > 30 && made.length > 1) break
  }
  return best(made, schema, place)
}

/** A tool's result may already have what is wanted, under the same name. */
function ofResults(schema: Schema, { source, slot, root }: Place): Made | undefined {
  if (slot.name === '') return undefined
  for (const result of source.results) {
    for (const each of Array.isArray(result) ? result.slice(0, 5) : [result]) {
      if (!isRecord(each)) continue
      const key = Object.keys(each).find((name) => spokenName(name) === slot.name)
      if (key !== undefined && validates(each[key], schema, root)) return { value: each[key], isSaid: true }
    }
  }
  return undefined
}

function ofEnum(schema: Schema, place: Place): Made {
  const choices = schema.enum?.filter((each) => validates(each, schema, place.root)) ?? []
  const { source, slot } = place
  for (const text of [source.text, source.wider]) {
    const said = choices.find((each) => each !== null && isNamed(String(each), text, slot))
    if (said !== undefined) return { value: said, isSaid: true }
  }
  const mood = moodOf(choices, source)
  if (mood !== undefined) return { value: mood, isSaid: true }
  for (const each of choices) {
    const hint = typeof each === 'string' ? hints.get(each.toLowerCase()) : undefined
    if (hint?.test(source.text)) return { value: each, isSaid: true }
  }
  if (schema.default !== undefined && choices.includes(schema.default)) return { value: schema.default, isSaid: false }
  const open = choices.find(
    (each) =>
      each === null || /^(?:other|unknown|none|neutral|general|medium|normal|n\/a|unspecified)$/iu.test(String(each)),
  )
  return { value: open === undefined ? (choices[0] ?? schema.enum?.[0] ?? null) : open, isSaid: false }
}

function isNamed(choice: string, text: string, slot: Slot): boolean {
  if (choice.length < 2 || /^\d+$/u.test(choice)) {
    return (
      new RegExp(String.raw`(?<![\p{L}\d])${choice.replace(/[^\p{L}\d]/gu, String.raw`\$&`)}(?![\p{L}\d])`, 'u').test(
        text,
      ) && slot.name !== ''
    )
  }
  const wanted = wordsOf(spokenName(choice)).map(stem)
  const said = wordsOf(text).map(stem)
  return wanted.length > 0 && said.some((_, at) => wanted.every((each, offset) => said[at + offset] === each))
}

/** Positive, negative, neutral: judged, not looked up. */
function moodOf(choices: readonly unknown[], { text, wider }: Source): unknown {
  const find = (name: string): unknown => choices.find((each) => String(each).toLowerCase() === name)
  if (find('positive') === undefined || find('negative') === undefined) return undefined
  const material = /[:"“\n]\s*(\S[\s\S]{5,})$/u.exec(text)?.[1] ?? text
  const [answer = ''] = sentimentOf(material || wider, {
    message: '',
    system: 'Answer with one word.',
    earlier: [],
    lastAnswer: '',
  })
  return find(answer.toLowerCase().replace(/[^a-z]/gu, '')) ?? find('neutral')
}

function ofBoolean(schema: Schema, { slot, source }: Place): Made {
  const about = [...slot.words].filter(
    (each) => !/^(?:is|has|have|can|should|ha|wa|include|enable|need|want|requir|send|with|available)/u.test(each),
  )
  for (const text of [source.text, source.wider]) {
    const said = wordsOf(text)
    const at = said.findIndex((each) => about.includes(stem(each)))
    if (at === -1) continue
    const negated =
      said
        .slice(Math.max(0, at - 3), at)
        .some((each) => /^(?:no|not|without|never|don['’]t|isn['’]t|doesn['’]t|neither|exclude|except)$/u.test(each)) ||
      said[at + 1] === 'free'
    return { value: !negated, isSaid: true }
  }
  if (/positive|recommend|satisf|happy/u.test(slot.name))
    return { value: moodOf(['positive', 'negative'], source) === 'positive', isSaid: true }
  return { value: typeof schema.default === 'boolean' ? schema.default : false, isSaid: false }
}

function ofNumber(schema: Schema, isInteger: boolean, place: Place): Made {
  const { slot, source, isRequired, root } = place
  for (const text of unique([source.text, source.wider])) {
    const found = numbersFor(slot, text, false, source.used).map((each) => within(each, schema, isInteger))
    const value = found.find((each) => each !== undefined && validates(each, schema, root))
    if (value !== undefined) return { value, isSaid: true }
  }
  if (isRequired && source.isCall) {
    const value = numbersFor(slot, source.text, true, source.used)
      .map((each) => within(each, schema, isInteger))
      .find((each) => each !== undefined)
    if (value !== undefined) return { value, isSaid: true }
  }
  if (typeof schema.default === 'number' && validates(schema.default, schema, root))
    return { value: schema.default, isSaid: false }
  return { value: within(0, schema, isInteger) ?? 0, isSaid: false }
}

/** The allowed number that is nearest; undefined when there is none. */
function within(value: number, schema: Schema, isInteger: boolean): number | undefined {
  const { multipleOf, exclusiveMinimum, exclusiveMaximum } = schema
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : isInteger ? 1 : undefined
  const low = Math.max(schema.minimum ?? -Infinity, typeof exclusiveMinimum === 'number' ? exclusiveMinimum : -Infinity)
  const high = Math.min(schema.maximum ?? Infinity, typeof exclusiveMaximum === 'number' ? exclusiveMaximum : Infinity)
  const near = Math.min(high, Math.max(low, value))
  const type = isInteger ? 'integer' : 'number'
  const tries =
    step === undefined
      ? [near, (low + high) / 2, low + Math.min(1, (high - low) / 2), near + 1, near - 1]
      : [
          Math.round(near / step),
          Math.ceil(near / step),
          Math.floor(near / step),
          Math.floor(near / step) + 1,
          Math.ceil(near / step) - 1,
        ].map((count) => rounded(count * step))
  return tries.find((each) => Number.isFinite(each) && validates(each, { ...schema, type, enum: undefined }))
}

function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

/** Properties that ask for the answer itself. */
const answering =
  /^(?:(?:final|short|brief|detailed) )?(?:answer|explanation|reply|response|result|summary|reasoning|conclusion|description|definition|poem|story|haiku|joke)$/u

function ofString(schema: Schema, place: Place): Made {
  const { slot, source, isRequired, root } = place
  const fits = (value: unknown): value is string => typeof value === 'string' && validates(value, schema, root)
  for (const text of unique([source.text, source.wider])) {
    const dated = ofClock(schema.format, text, slot)
    const found = [
      ...dated,
      ...partsThatFit(text, schema),
      ...textsFor(slot, source, text, isRequired && text === source.text).values,
    ]
    const value = found.find(fits)
    if (value !== undefined) return { value, isSaid: true }
  }
  if (!source.isCall && answering.test(slot.name)) {
    const answer = source.answer()
    const value = [answer, answer.slice(0, schema.maxLength ?? Infinity)].find(fits)
    if (value !== undefined) return { value, isSaid: true }
  }
  if (fits(schema.default)) return { value: schema.default, isSaid: false }
  return { value: neutralString(schema), isSaid: false }
}

function ofClock(format: string | undefined, text: string, slot: Slot): string[] {
  if (format !== 'date' && format !== 'date-time' && format !== 'time') return []
  const days = datesIn(text).flatMap((each) => isoDate(each) ?? [])
  const times = timesIn(text).map(clockTime)
  if (format === 'date') return /return|check out|end|until/u.test(slot.name) ? days.slice(1) : days
  if (format === 'time') return times.map((each) => `${each.padStart(5, '0')}:00Z`)
  const isEnd = /\bend/u.test(slot.name)
  return days.map((day) => `${day}T${(isEnd ? times[1] : times[0]) ?? times[0] ?? '00:00'}:00Z`)
}

function ofObject(schema: Schema, place: Place): Made {
  const { root, slot, source, depth } = place
  const { properties = {}, required = [] } = schema
  const names = [...new Set([...Object.keys(properties), ...required])]
  const entries: [string, unknown][] = []
  const kind = kindOfThing(names)
  let isSaid = false
  for (const name of names.slice(0, 1000)) {
    const isRequired = required.includes(name)
    const inner = Object.hasOwn(properties, name)
      ? properties[name]
      : isRecord(schema.additionalProperties)
        ? schema.additionalProperties
        : {}
    const resolved = resolve(inner, root)
    // What is optional and recursive would never end.
    if (!isRequired && depth > DEEP) continue
    const made = make(inner, {
      root,
      budget: place.budget,
      source,
      slot: slotOf(
        name,
        resolved.description ?? '',
        `${kind} ${slot.owner} ${slot.name} ${schema.title ?? ''}`.slice(-300),
      ),
      isRequired,
      depth: depth + 1,
    })
    if (!isRequired && !made.isSaid) continue
    if (made.isSaid) {
      isSaid = true
      source.used.add(made.value)
    }
    entries.push([name, made.value])
  }
  if (names.length === 0 && schema.additionalProperties !== false) {
    const free = freeObject(schema, place)
    if (free) return free
  }
  for (let at = entries.length; at < Math.min(schema.minProperties ?? 0, 1000); at++) {
    const missing = names.find((name) => !entries.some(([key]) => key === name)) ?? `property${at + 1}`
    const inner = Object.hasOwn(properties, missing) ? properties[missing] : schema.additionalProperties
    entries.push([missing, make(inner, { ...place, slot: slotOf(missing), isRequired: true, depth: depth + 1 }).value])
  }
  return { value: Object.fromEntries(entries), isSaid }
}

/** What has these properties: the name of an event is not the name of who goes there. */
function kindOfThing(names: readonly string[]): string {
  const all = names.map(spokenName).join(' ')
  if (/participants|attendees|guests|invitees/u.test(all)) return 'event'
  if (/ingredients|servings/u.test(all)) return 'recipe'
  return /price|quantity|\bsku\b/u.test(all) && !/items|email/u.test(all) ? 'product' : ''
}

/** An object of which only the prompt says what it holds: 'JSON with the keys name and age', '{"name": …}', or an answer. */
function freeObject(schema: Schema, place: Place): Made | undefined {
  const { source, root, depth } = place
  if (isRecord(schema.additionalProperties)) return undefined
  if (depth > 0) return undefined
  const whole = `${source.text}\n${source.wider}`.slice(0, 8000)
  const sample = /\{[^{}]*"[^"]+"\s*:[\s\S]*?\}/u.exec(whole)?.[0]
  const listed =
    /\b(?:keys?|fields?|properties|attributes)\b\s*:?\s*(?:named |called )?((?:["'`]?[\p{L}_]\w*["'`]?(?:\s*\([^)]*\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*$|(?=[.;:\n])))+)/iu.exec(
      whole,
    )?.[1]
  const names = sample
    ? [...sample.matchAll(/"([^"]{1,60})"\s*:/gu)].map((match) => match[1] ?? '')
    : (listed?.replace(/\([^)]*\)/gu, '').split(/\s*,\s*(?:and\s+)?|\s+and\s+/u) ?? []).map((each) =>
        each.replace(/["'`.;:\s]/gu, ''),
      )
  const asked = unique(names.filter((each) => each !== '')).slice(0, 40)
  if (asked.length === 0) return { value: { answer: source.answer() }, isSaid: true }
  const text = sample ? source.text.replace(sample, ' ') : source.text
  const guessed = Object.fromEntries(asked.map((name) => [name, guess(name, sample)]))
  return make(
    { type: 'object', properties: guessed, required: asked, additionalProperties: false },
    { ...place, root, source: { ...source, text }, depth: depth + 1 },
  )
}

/** What a property of this name usually holds. */
function guess(name: string, sample: string | undefined): Schema {
  const shown = sample?.slice(sample.indexOf(`"${name}"`) + name.length + 2).replace(/^\s*:\s*/u, '') ?? ''
  const spoken = spokenName(name)
  if (
    /^(?:number|int|\d)/u.test(shown) ||
    /\b(?:age|price|cost|total|amount|quantity|count|year|rating|score|temperature)\b/u.test(spoken)
  )
    return { type: ['number', 'null'] }
  if (/^(?:true|false|boolean)/u.test(shown) || /^(?:is|has|can) /u.test(spoken)) return { type: 'boolean' }
  if (
    shown.startsWith('[') ||
    /(?:names|items|tags|keywords|topics|ingredients|steps|people|participants|cities|colou?rs|capitals|countries)$/u.test(
      spoken,
    )
  )
    return { type: 'array', items: { type: 'string' } }
  if (/sentiment/u.test(spoken)) return { enum: ['positive', 'negative', 'neutral'] }
  if (/\b(?:date|day|deadline|due)\b| by$/u.test(spoken)) return { type: ['string', 'null'], format: 'date' }
  return { type: ['string', 'null'] }
}

/** Splits what is listed: "a, b and c". */
const listing = /\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s*;\s*|\s*\n\s*(?:[-*•]|\d+[.)])?\s*/u

function ofArray(schema: Schema, place: Place): Made {
  const { root, slot, depth } = place
  const least = Math.max(0, schema.minItems ?? 0)
  const most = Math.min(schema.maxItems ?? Infinity, 200)
  const first = schema.prefixItems ?? []
  const item = resolve(schema.items, root)
  const inner = {
    ...place,
    depth: depth + 1,
    isRequired: true,
    slot: { ...slot, description: slot.description || (item.description ?? '') },
  }
  const values: unknown[] = first.slice(0, most).map((each) => make(each, inner).value)
  const found = schema.items === false ? [] : depth > DEEP ? [] : itemsOf(item, schema.items, inner)
  for (const each of found) {
    if (values.length >= most) break
    if (!validates(each, schema.items, root)) continue
    if (schema.uniqueItems === true && values.some((other) => JSON.stringify(other) === JSON.stringify(each))) continue
    values.push(each)
  }
  const isSaid = found.length > 0 && values.length > first.length
  for (let at = values.length; at < Math.min(least, 1000); at++) values.push(filling(schema, inner, values))
  return { value: values, isSaid }
}

/** One more item, because there must be one. */
function filling(schema: Schema, place: Place, before: readonly unknown[]): unknown {
  const { value } = make(schema.items, place)
  if (schema.uniqueItems !== true) return value
  const isNew = (each: unknown): boolean =>
    !before.some((other) => JSON.stringify(other) === JSON.stringify(each)) && validates(each, schema.items, place.root)
  const item = resolve(schema.items, place.root)
  const numbered = Array.from({ length: before.length + 3 }, (_, at) => [
    at,
    at + (item.minimum ?? 0),
    `item ${at + 1}`,
    at === 1,
    (item.minimum ?? 0) + at * (item.multipleOf ?? 1),
  ]).flat()
  return [value, ...(item.enum ?? []), ...numbered].find(isNew) ?? value
}

function itemsOf(item: Schema, given: unknown, place: Place): unknown[] {
  const { source, slot } = place
  const type = typesOf(item)[0] ?? (branchesOf(item) ? '' : kindOf(item))
  if (Array.isArray(item.enum))
    return item.enum.filter((each) => each !== null && isNamed(String(each), source.text, slot))
  if (type === 'object') return objectsOf(given, item, place)
  if (type === 'number' || type === 'integer') return numbersFor(slot, source.text, true, source.used)
  if (type !== 'string') return []
  for (const text of unique([source.text, source.wider])) {
    const fitting = partsThatFit(text, item)
    if (fitting.length > 0) return fitting
    const { values, isList } = textsFor(slot, source, text, false)
    if (isList && values.length > 0) return [...values]
    const listed = listedAfter(slot, text)
    if (listed.length > 0) return listed
    if (values.length > 0 && !source.isCall) return [...values].slice(0, 1)
  }
  if (/^(?:tag|keyword|topic)s?$/u.test(slot.name)) return topicsOf(source.text)
  return []
}

/** "Ingredients: flour, eggs and milk", "with the tags a and b", "needs flour, eggs and milk". */
function listedAfter({ name, words }: Slot, text: string): string[] {
  const spoken = name
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
    .replace(/\s+/gu, String.raw`\s+`)
  const named =
    spoken === ''
      ? null
      : new RegExp(
          String.raw`\b${spoken.replace(/s$/u, '')}(?:s|es)?\b\s*(?::|=|\bare\b|\bis\b|\binclude\b|\bof\b|\blike\b)?\s*([^.!?\n]{2,400})`,
          'iu',
        ).exec(text)?.[1]
  const verbs =
    /\b(?:needs?|requires?|contains?|likes?|loves?|buy|get|add|include|with|enjoys?|knows?|speaks?)\s+([^.!?\n:]*(?:,|\band\b)[^.!?\n:]*)/iu
  const around = named ?? (words.size > 0 ? verbs.exec(text)?.[1] : undefined)
  if (around === undefined || around === null) return []
  return unique(
    around
      .split(listing)
      .map((each) =>
        each
          .trim()
          .replace(/^(?:the|an?|some|my)\s+/iu, '')
          .replace(/["“”.]/gu, ''),
      )
      .filter((each) => each !== '' && each.split(' ').length <= 5),
  ).slice(0, 50)
}

function topicsOf(text: string): string[] {
  return unique(wordsOf(text).filter((each) => each.length > 5)).slice(0, 3)
}

/** "2 apples and 3 pears": one object for each part of a list that says something of its own. */
function objectsOf(given: unknown, item: Schema, place: Place): unknown[] {
  const { source } = place
  const { properties = {}, required = [] } = item
  const names = required.length > 0 ? required : Object.keys(properties)
  const numeric = Object.entries(properties).filter(([, each]) =>
    typesOf(resolve(each, place.root)).some((type) => type === 'number' || type === 'integer'),
  ).length
  const body =
    /:\s+([\s\S]+)$/u.exec(source.text)?.[1] ??
    source.text.replace(/^[^\d"“]*?\b(?:order|buy|bought|add|ordered|want|need|get|invoice)\b\s*/iu, '')
  const parts = body
    .split(new RegExp(`${listing.source}|(?<=[.!?])\\s+`, 'u'))
    .filter((each) => each.trim() !== '' && !/^\s*(?:the\s+)?(?:sub)?(?:total|tax|vat|sum)\b/iu.test(each))
  if (parts.length > 60 || (parts.length < 2 && numeric === 0 && names.length > 0)) return []
  return parts.flatMap((part) => {
    const text = part.trim().replace(/[.!?]+$/u, '')
    const made = make(given, {
      ...place,
      source: { ...source, text, wider: '', isCall: true, results: [], used: new Set() },
    })
    if (!made.isSaid || !isRecord(made.value)) return []
    // Where things are counted or priced, only what has a number is one of them.
    if (numeric > 0 && !/\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b/iu.test(text)) return []
    return names.length === 0 || numeric > 0 || parts.length > 1 ? [made.value] : []
  })
}
