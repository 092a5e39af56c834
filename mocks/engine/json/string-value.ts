import { clockTime, datesIn, isoDate, timesIn, unique } from './entities.ts'
import type { Made, Place } from './place.ts'
import { type Schema, validates } from './schema.ts'
import type { Slot } from './slot.ts'
import { neutralString, partsThatFit } from './strings.ts'
import { textsFor } from './texts.ts'

/** Properties that ask for the answer itself. */
const answering =
  /^(?:(?:final|short|brief|detailed) )?(?:answer|explanation|reply|response|result|summary|reasoning|conclusion|description|definition|poem|story|haiku|joke)$/u

/** The part of the text that belongs here; where the answer itself is asked for, that. */
export function ofString(schema: Schema, place: Place): Made {
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
