import { wordsOf } from '../words.ts'
import { isNamed } from './chosen-value.ts'
import { unique } from './entities.ts'
import { numbersFor } from './numbers.ts'
import { DEEP, type Made, type Place } from './place.ts'
import { branchesOf, isRecord, kindOf, resolve, type Schema, typesOf, validates } from './schema.ts'
import type { Slot } from './slot.ts'
import { partsThatFit } from './strings.ts'
import { textsFor } from './texts.ts'

/** Splits what is listed: "a, b and c". */
const listing = /\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s*;\s*|\s*\n\s*(?:[-*•]|\d+[.)])?\s*/u

/** A list of what the text lists, as long as the schema wants it. */
export function ofArray(schema: Schema, place: Place): Made {
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
  const values: unknown[] = first.slice(0, most).map((each) => place.make(each, inner).value)
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
  const { value } = place.make(schema.items, place)
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
    const made = place.make(given, {
      ...place,
      source: { ...source, text, wider: '', isCall: true, results: [], used: new Set() },
    })
    if (!made.isSaid || !isRecord(made.value)) return []
    // Where things are counted or priced, only what has a number is one of them.
    if (numeric > 0 && !/\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b/iu.test(text)) return []
    return names.length === 0 || numeric > 0 || parts.length > 1 ? [made.value] : []
  })
}
