import type { Moderation, ModerationCreateResponse } from 'openai/resources/moderations'
import { about, pause } from '../../pace.ts'
import { base62, randomText } from '../../world.ts'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { bad, fieldsProblem, missing, notOneOf } from './fields.ts'
import type { Problem } from './errors.ts'
import type { Fields } from '../field.ts'
import { pretty } from './json.ts'
import { categories, judge } from './moderation.ts'
import type { Category, Verdict } from './moderation.ts'

/** The body of POST /v1/moderations, as the API reference lists it. */
const fields: Fields = {
  input: { type: ['string', 'array'], required: true, minItems: 1 },
  model: { type: 'string' },
}

const current = 'omni-moderation-latest'
const served = [current, 'omni-moderation-2024-09-26']

/** Milliseconds. */
const latency = 150

/** POST /v1/moderations */
export async function moderations({ body, random, signal }: Call): Promise<Outcome> {
  const shape = fieldsProblem(body, fields)
  if (shape) return shape
  const model = String(body.model ?? current)
  if (!isModerator(model)) {
    return bad(
      `Invalid value for 'model' = ${model}. Please check the OpenAI documentation and try again.`,
      'model',
      null,
    )
  }
  const texts = textsOf(body.input)
  if ('message' in texts) return texts
  await pause(about(latency, random), signal)
  const answer = {
    id: `modr-${randomText(random, 29, base62)}`,
    model,
    results: texts.map((text) => resultOf(judge(text))),
  } satisfies ModerationCreateResponse
  return { response: new WrittenResponse(pretty(answer), { headers: { 'content-type': 'application/json' } }) }
}

export function isModerator(model: string): boolean {
  return served.includes(model)
}

/** A verdict as the wire has it. */
function resultOf({ flagged, categories: found, scores }: Verdict): Moderation {
  return { flagged, categories: found, category_scores: scores, category_applied_input_types: appliedTypes }
}

/** Only text is read, whatever the category could see. */
export const appliedTypes = Object.fromEntries(categories.map((category) => [category, ['text']])) as Record<
  Category,
  'text'[]
>

/** What each result is about: each text of a list, or all the parts of one message together. */
function textsOf(input: unknown): string[] | Problem {
  if (typeof input === 'string') return [input]
  const items = input as readonly unknown[]
  if (items.every((item) => typeof item === 'string')) return [...items]
  const parts: string[] = []
  for (const [at, item] of items.entries()) {
    const {
      type,
      text,
      image_url: image,
    } = (item ?? {}) as { type?: unknown; text?: unknown; image_url?: { url?: unknown } }
    if (typeof type !== 'string') return missing(`input[${at}].type`)
    if (type === 'image_url') {
      // There is no network to get it from, and nobody here who could look at it.
      const url = String(image?.url ?? '')
      const message = `Failed to download image from ${url.startsWith('data:') ? 'the data URL' : url}.`
      return bad(message, null, 'image_url_unavailable')
    }
    if (type !== 'text') return notOneOf(type, ['text', 'image_url'], `input[${at}].type`)
    if (typeof text !== 'string') return missing(`input[${at}].text`)
    parts.push(text)
  }
  return [parts.join('\n')]
}
