/**
 * Arguments that do not fit their schema, as a model sometimes writes them: the first required one is missing; where none
 * is required, the first has a wrong type.
 */
export function unfitting(
  args: Readonly<Record<string, unknown>>,
  schema: object | undefined,
): Record<string, unknown> {
  const { required, properties } = (schema ?? {}) as { required?: readonly string[]; properties?: object }
  const [needed] = required ?? []
  if (needed !== undefined) return Object.fromEntries(Object.entries(args).filter(([name]) => name !== needed))
  const name = Object.keys(properties ?? {})[0] ?? 'value'
  const value = args[name]
  return { ...args, [name]: typeof value === 'string' ? value.length : String(value ?? '?') }
}
