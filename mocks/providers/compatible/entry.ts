import type { Model } from '@workbook/kit'
import type { Model as Entry } from 'openai/resources/models'

/** A model as OpenAI lists it; `created` is the day it came out. */
export function entry({ id, released }: Model, owner: string): Entry {
  return { id, object: 'model', created: secondsOf(released), owned_by: owner }
}

/** A day, ISO date, as seconds since 1970. */
export function secondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000
}

/** Who made a model that a hub knows as `maker/model`. */
export function makerOf({ id }: Model): string {
  return id.split('/', 1)[0] ?? ''
}
