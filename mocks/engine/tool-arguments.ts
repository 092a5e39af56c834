import { isRecord, resolve, typesOf } from './json/schema.ts'
import { slotOf, type Source, spokenName } from './json/slot.ts'
import { textsFor } from './json/texts.ts'
import { valueOf } from './json/value.ts'
import type { Tool } from './tools.ts'

/** The first parameter that must be known, but that nothing was said about. */
export function unsaid(tool: Tool, source: Source): string | undefined {
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
export function variants(tool: Tool, source: Source, most: number): Readonly<Record<string, unknown>>[] {
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
    return values.slice(0, most).map((each) => ({ ...args, [name]: each }))
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
