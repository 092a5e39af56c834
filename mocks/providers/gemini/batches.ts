import { about, pause } from '../../pace.ts'
import { hash, now, perWorld } from '../../world.ts'
import type { Call, Outcome } from './call.ts'
import { wholeResponse } from './candidates.ts'
import { unknownModel } from './errors.ts'
import { badRequest } from './problem.ts'
import type { Problem } from './problem.ts'
import { begin } from './generate.ts'
import { generateShape } from './generate-shape.ts'
import { batchId } from './ids.ts'
import { jsonResponse } from './json.ts'
import { serving } from './serving.ts'
import { any, list, message, read, string, struct } from './shapes.ts'

const shape = message('BatchGenerateContentRequest', {
  batch: message('GenerateContentBatch', {
    model: string,
    displayName: string,
    priority: any,
    inputConfig: message('InputConfig', {
      fileName: string,
      requests: message('InlinedRequests', {
        requests: list(message('InlinedRequest', { request: generateShape, metadata: struct })),
      }),
    }),
  }),
})

interface BatchRequest {
  batch?: {
    displayName?: string
    inputConfig?: { fileName?: string; requests?: { requests?: readonly { request?: object; metadata?: object }[] } }
  }
}

interface Batch {
  readonly name: string
  readonly key: string
  readonly model: string
  readonly displayName: string
  readonly responses: readonly object[]
  /** Simulated milliseconds since 1970. */
  readonly created: number
  cancelled?: number
}

/** Simulated milliseconds until a batch is begun, and until it is done. */
const waits = 5_000
const takes = 60_000

const most = 1000
const batches = perWorld(() => new Map<string, Batch>())

/** POST /v1/models/{model}:batchGenerateContent, with its requests inside. */
export async function createBatch(call: Call): Promise<Outcome> {
  const model = serving(call.id)
  if (!model || model.kind !== 'chat') return unknownModel(call.id, call.version, 'batchGenerateContent')
  const { value, violations } = read(shape, call.body, call.version)
  if (violations.length) return badRequest(violations)
  const { displayName = '', inputConfig } = (value as BatchRequest).batch ?? {}
  const requests = inputConfig?.requests?.requests
  if (inputConfig?.fileName) return notFound(`File ${inputConfig.fileName}`)
  if (!requests?.length) return { status: 'INVALID_ARGUMENT', message: 'Batch must contain at least one request.' }
  const responses = requests.map(({ request = {}, metadata }, at) => {
    const own = { ...call, body: request as Call['body'], seed: hash(`${call.seed} ${at}`) }
    const result = begin(own, 'generateContent')
    const answer =
      'status' in result ? { error: { code: 3, message: result.message } } : { response: wholeResponse(result) }
    return { ...answer, ...(metadata && { metadata }) }
  })
  const name = batchId(call.random)
  const batch = { name, key: call.key, model: `models/${model.id}`, displayName, responses, created: now() }
  const kept = batches()
  kept.set(name, batch)
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  await pause(about(200, call.random), call.signal)
  return jsonResponse(operation(batch, call.version))
}

/** GET /v1/batches */
export function listBatches(call: Call): Outcome {
  const own = [...batches().values()].filter(({ key }) => key === call.key)
  return jsonResponse({ ...(own.length && { operations: own.map((batch) => operation(batch, call.version)) }) })
}

/** GET /v1/batches/{id} */
export function getBatch(call: Call): Outcome {
  const batch = batchOf(call)
  return batch ? jsonResponse(operation(batch, call.version)) : notFound(`Batch batches/${call.id}`)
}

/** POST /v1/batches/{id}:cancel */
export function cancelBatch(call: Call): Outcome {
  const batch = batchOf(call)
  if (!batch) return notFound(`Batch batches/${call.id}`)
  if (now() < batch.created + takes) batch.cancelled ??= now()
  return jsonResponse({})
}

/** DELETE /v1/batches/{id} */
export function deleteBatch(call: Call): Outcome {
  const batch = batchOf(call)
  if (!batch) return notFound(`Batch batches/${call.id}`)
  batches().delete(batch.name)
  return jsonResponse({})
}

function batchOf({ id, key }: Call): Batch | undefined {
  const batch = batches().get(`batches/${id}`)
  return batch?.key === key ? batch : undefined
}

function notFound(what: string): Problem {
  return { status: 'NOT_FOUND', message: `${what} not found.` }
}

/** A batch as the long-running operation it is; its state follows from the time alone. */
function operation(batch: Batch, version: string): object {
  const { name, model, displayName, responses, created, cancelled } = batch
  const ended = cancelled ?? created + takes
  const isDone = now() >= ended
  const isSuccess = isDone && cancelled === undefined
  const state = cancelled ? 'CANCELLED' : isDone ? 'SUCCEEDED' : now() < created + waits ? 'PENDING' : 'RUNNING'
  const output = { inlinedResponses: { inlinedResponses: responses } }
  const count = String(responses.length)
  const failed = responses.filter((response) => 'error' in response).length
  const type = `type.googleapis.com/google.ai.generativelanguage.${version}.GenerateContentBatch`
  const time = (at: number) => new Date(at).toISOString().replace('Z', '000000Z')
  return {
    name,
    metadata: {
      '@type': type,
      model,
      displayName,
      ...(isSuccess && { output }),
      createTime: time(created),
      ...(isDone && { endTime: time(ended) }),
      updateTime: time(isDone ? ended : created),
      batchStats: {
        requestCount: count,
        ...(isSuccess
          ? {
              ...(failed < responses.length && { successfulRequestCount: String(responses.length - failed) }),
              ...(failed && { failedRequestCount: String(failed) }),
            }
          : { pendingRequestCount: count }),
      },
      state: `BATCH_STATE_${state}`,
      name,
    },
    ...(isDone && { done: true }),
    ...(isSuccess && {
      response: { '@type': type.replace(/Batch$/, 'BatchOutput'), ...output },
    }),
    ...(isDone && !isSuccess && { error: { code: 1, message: 'The batch was cancelled.' } }),
  }
}
