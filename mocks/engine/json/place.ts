import type { Slot, Source } from './slot.ts'

/** A value that was made for a schema, and whether the text holds it. */
export interface Made {
  readonly value: unknown
  /** False when it only fills its place. */
  readonly isSaid: boolean
}

/** Where a value is to be made, and what from. */
export interface Place {
  readonly root: unknown
  readonly source: Source
  readonly slot: Slot
  /** Whether something must stand here. */
  readonly isRequired: boolean
  readonly depth: number
  /** How many more values may be made: a schema that contains itself several times would never end. */
  readonly budget: { left: number }
  /** Makes the values inside. */
  make(schema: unknown, place: Place): Made
}

/** From this level on, what is open is left empty: recursive schemas go on for ever. */
export const DEEP = 8
