import { findModel } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { hasCome } from '../../world.ts'

/**
 * The model that answers for an id: the one of that name, or the one that requests for it are silently routed to.
 *
 * @returns undefined when nobody does, or no longer
 */
export function serving(id: string): Model | undefined {
  const model = findModel(id, 'gemini')
  if (!model || !hasRetired(model)) return model
  return typeof model.afterwards === 'object' ? serving(model.afterwards.routedTo) : undefined
}

/** True from the day of a model's end on. */
export function hasRetired(model: Model): boolean {
  return model.retires !== undefined && hasCome(model.retires)
}

/** The number in a model's name: 3.8 of gemini-3.8-flash; 0 where there is none. */
export function generationOf(model: Model): number {
  return Number(/^gemini-(\d+(?:\.\d+)?)/.exec(model.id)?.[1] ?? 0)
}
