import { findModel, served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { dawn, hash, hex, randomFrom, randomText } from '../../world.ts'
import { weightsOf } from '../local/weights.ts'
import type { Ability } from '../local/weights.ts'
import { timestamp } from './go-json.ts'

/** Every model that has been pulled, the newest first. */
export function library(): Model[] {
  return served('ollama')
}

const namePart = /^[a-z0-9_][\w.-]*$/i

/** Whether a name could be a model's: host/namespace/model:tag, of which all but the model may be missing. */
export function isName(name: string): boolean {
  const [path = '', tag = 'latest', ...more] = name.replace(/^[^/]+:\d+\//, 'host/').split(':')
  const parts = path.split('/')
  return !more.length && parts.length <= 3 && [...parts, tag].every((part) => namePart.test(part))
}

/** The pulled model of a name; without a tag it is `latest`. */
export function pulled(name: string): Model | undefined {
  const short = name.toLowerCase().replace(/^(registry\.ollama\.ai\/)?library\//, '')
  return findModel(short, 'ollama')
}

/** The name with everything that may be left out, as some messages tell it. */
export function fullName({ id }: Model): string {
  return `registry.ollama.ai/library/${id}`
}

/** SHA-256 of a model's manifest, or of one of its layers; made up, but always the same. */
export function digestOf({ id }: Model, layer = 'manifest'): string {
  return randomText(randomFrom(hash(`${id} ${layer}`)), 64, hex)
}

/** When it was pulled: one a day, the last one yesterday. */
export function modifiedAt(model: Model): string {
  const days = library().findIndex(({ id }) => id === model.id) + 1
  return timestamp(dawn - days * 86_400_000 + (hash(model.id) % 3_600_000), hash(`${model.id} µs`) % 1000)
}

export function can(model: Model, ability: Ability): boolean {
  return weightsOf(model).abilities.includes(ability)
}

/** The details that several endpoints tell. */
export function detailsOf(model: Model): object {
  const { architecture, parameters, quantization } = weightsOf(model)
  return {
    parent_model: '',
    format: 'gguf',
    family: architecture,
    families: [architecture],
    parameter_size: parameters,
    quantization_level: quantization,
  }
}
