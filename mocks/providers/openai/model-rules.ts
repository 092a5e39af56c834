import { models } from '@workbook/kit'
import type { Effort, Model } from '@workbook/kit'
import type { Prompt } from '../../engine/engine.ts'
import { hasCome } from '../../world.ts'
import { retiredModel } from './errors.ts'
import type { Problem } from './errors.ts'
import { bad, list } from './fields.ts'

const ours = models.filter(({ provider }) => provider === 'openai')

/** By id and by snapshot; where both name one, the first in the catalogue. */
const byName = new Map(
  ours
    .toReversed()
    .flatMap((model) =>
      [model.id, ...(model.snapshot === undefined ? [] : [model.snapshot])].map((name) => [name, model]),
    ),
)

/** The catalogue's entry for one of OpenAI's ids, aliases or dated snapshots. */
export function openaiModel(id: string): Model | undefined {
  return byName.get(id)
}

/** The model of a request, or why it has none. `unknown` says what the endpoint answers for an id nobody serves. */
export function servedModel(id: string, unknown: (id: string) => Problem): Model | Problem {
  const model = openaiModel(id)
  if (!model) return unknown(id)
  return model.retires && hasCome(model.retires) ? retiredModel(id) : model
}

/** The effort a call is made with; undefined for models that do not reason. */
export function effortOf(model: Model, asked: unknown): Prompt['effort'] {
  return model.efforts && ((asked as Prompt['effort'] | null) ?? (model.defaultEffort as Prompt['effort']))
}

/** What is wrong with the effort asked of a model, in an API that calls the parameter `param`. */
export function effortProblem(model: Model, asked: unknown, param: string): Problem | undefined {
  if (asked == null) return undefined
  if (!model.efforts) {
    return param === 'reasoning_effort'
      ? bad(`Unrecognized request argument supplied: ${param}`, null, null)
      : unsupportedParameter(param)
  }
  return model.efforts.includes(asked as Effort)
    ? undefined
    : unsupportedChoice(model, String(asked), model.efforts, param)
}

/** The verbosity is GPT-5's and its successors' to choose. */
export function verbosityProblem(model: Model, asked: unknown, param: string): Problem | undefined {
  if (asked == null || asked === 'medium' || model.efforts) return undefined
  return unsupportedChoice(model, String(asked), ['medium'], param)
}

export function unsupportedParameter(param: string, code: string | null = 'unsupported_parameter'): Problem {
  return bad(`Unsupported parameter: '${param}' is not supported with this model.`, param, code)
}

function unsupportedChoice(model: Model, asked: string, known: readonly string[], param: string): Problem {
  return bad(
    `Unsupported value: '${asked}' is not supported with the '${model.id}' model. Supported values are: ${list(known)}.`,
    param,
    'unsupported_value',
  )
}
