import { unique } from './entities.ts'
import { DEEP, type Made, type Place } from './place.ts'
import { isRecord, resolve, type Schema } from './schema.ts'
import { slotOf, spokenName } from './slot.ts'

/** An object with what its schema requires, and of the rest what the text says. */
export function ofObject(schema: Schema, place: Place): Made {
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
    const made = place.make(inner, {
      ...place,
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
    entries.push([
      missing,
      place.make(inner, { ...place, slot: slotOf(missing), isRequired: true, depth: depth + 1 }).value,
    ])
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
  return place.make(
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
