import { findModel, served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { about, pause } from '../../pace.ts'
import type { Call } from '../local/call.ts'
import { inMemory, keep, unload } from '../local/loaded.ts'
import { loadTime, weightsOf } from '../local/weights.ts'
import { isProblem, readBody } from './body.ts'
import { errorResponse, jsonType } from './errors.ts'

/** Tokens a model is given room for when nobody says how many. */
export const defaultContext = 4096

/** Milliseconds after which a model that was loaded by a request is put out of memory again: an hour. */
export const timeToLive = 3_600_000

/** The model of a name; undefined when it is not on this machine. */
export function downloaded(name: string): Model | undefined {
  return findModel(name, 'lmstudio')
}

export function modelNotFound(name: string): Response {
  return errorResponse(404, {
    type: 'model_not_found',
    message: `Model ${JSON.stringify(name)} not found. Please specify a valid model.`,
    code: 'model_not_found',
    param: 'model',
  })
}

/** How a loaded model is set up. */
function configOf(context: number): object {
  return { context_length: context, eval_batch_size: 512, flash_attention: true, offload_kv_cache_to_gpu: true }
}

/** GET /api/v1/models: all that were downloaded; the loaded ones tell how. */
export function listModels(): Response {
  const loaded = inMemory('lmstudio')
  const models = served('lmstudio').map((model) => {
    const weights = weightsOf(model)
    const isEmbedder = model.kind === 'embedding'
    return {
      type: isEmbedder ? 'embedding' : 'llm',
      publisher: weights.publisher,
      key: model.id,
      display_name: model.name,
      ...(!isEmbedder && { architecture: weights.architecture }),
      quantization: { name: weights.quantization, bits_per_weight: weights.bitsPerWeight },
      size_bytes: weights.bytes,
      params_string: isEmbedder ? null : weights.parameters.replace(/\.\d+/, ''),
      loaded_instances: loaded
        .filter(({ id }) => id === model.id)
        .map(({ id, context }) => ({ id, config: configOf(context) })),
      max_context_length: model.contextWindow,
      format: 'gguf',
      ...(!isEmbedder && {
        capabilities: {
          vision: weights.abilities.includes('vision'),
          trained_for_tool_use: weights.abilities.includes('tools'),
        },
        description: null,
      }),
    }
  })
  return Response.json({ models }, { headers: jsonType })
}

/** POST /api/v1/models/load */
export async function loadModel(call: Call): Promise<Response> {
  const body = readBody(call.text, {
    model: { type: 'string', required: true },
    context_length: { type: 'integer', min: 1 },
    eval_batch_size: { type: 'integer', min: 1 },
    flash_attention: { type: 'boolean' },
    num_experts: { type: 'integer' },
    offload_kv_cache_to_gpu: { type: 'boolean' },
    echo_load_config: { type: 'boolean' },
  })
  if (isProblem(body)) return errorResponse(400, body)
  const model = downloaded(String(body.model))
  if (!model) return modelNotFound(String(body.model))
  const context = Math.min(Number(body.context_length ?? defaultContext), model.contextWindow)
  keep('lmstudio', model.id, Infinity, context)
  const milliseconds = about(loadTime(weightsOf(model)), call.random)
  await pause(milliseconds, call.signal)
  return Response.json(
    {
      type: model.kind === 'embedding' ? 'embedding' : 'llm',
      instance_id: model.id,
      load_time_seconds: milliseconds / 1000,
      status: 'loaded',
      ...(body.echo_load_config === true && { load_config: configOf(context) }),
    },
    { headers: jsonType },
  )
}

/** POST /api/v1/models/unload */
export function unloadModel(call: Call): Response {
  const body = readBody(call.text, { instance_id: { type: 'string', required: true } })
  if (isProblem(body)) return errorResponse(400, body)
  const id = String(body.instance_id)
  return unload('lmstudio', downloaded(id)?.id ?? id)
    ? Response.json({ instance_id: id }, { headers: jsonType })
    : errorResponse(404, { type: 'model_not_found', message: `Model instance ${JSON.stringify(id)} is not loaded.` })
}
