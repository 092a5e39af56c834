import { unique } from './entities.ts'
import { numbersFor } from './numbers.ts'
import type { Made, Place } from './place.ts'
import { type Schema, validates } from './schema.ts'

/** The number in the text that belongs here, moved to where the schema allows it. */
export function ofNumber(schema: Schema, isInteger: boolean, place: Place): Made {
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
