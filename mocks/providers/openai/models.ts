import { models } from '@workbook/kit'
import type { Model as Known } from '@workbook/kit'
import type { Model } from 'openai/resources/models'
import { hasCome } from '../../world.ts'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { pretty } from './json.ts'
import { unknownModel } from './errors.ts'

/** GET /v1/models: what is served today, aliases and dated snapshots. */
export function listModels(): Outcome {
  const data = served().flatMap((model) => idsOf(model).map((id) => entry(id, model)))
  return json({ object: 'list', data: data.toSorted((a, b) => b.created - a.created) })
}

/** GET /v1/models/{id} */
export function retrieveModel({ id }: Call): Outcome {
  const model = served().find((candidate) => idsOf(candidate).includes(id))
  return model ? json(entry(id, model)) : { ...unknownModel(id), param: 'model' }
}

/** DELETE /v1/models/{id}: only models that were trained by the caller can be deleted, and there are none. */
export function deleteModel({ id }: Call): Outcome {
  const isKnown = served().some((model) => idsOf(model).includes(id))
  if (!isKnown) return { ...unknownModel(id), param: 'model' }
  return { status: 403, message: `You are not allowed to delete the model ${id}: only its owner may do so.` }
}

function served(): Known[] {
  return models.filter(({ provider, released, retires }) => {
    return provider === 'openai' && hasCome(released) && !(retires && hasCome(retires))
  })
}

function idsOf({ id, snapshot }: Known): string[] {
  return snapshot ? [id, snapshot] : [id]
}

function entry(id: string, { released }: Known): Model {
  return { id, object: 'model', created: Date.parse(`${released}T00:00:00Z`) / 1000, owned_by: 'system' }
}

function json(body: object): Outcome {
  return { response: new WrittenResponse(`${pretty(body)}\n`, { headers: { 'content-type': 'application/json' } }) }
}
