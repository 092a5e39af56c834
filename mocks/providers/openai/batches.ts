import type { Batch } from 'openai/resources/batches'
import { allBatches, batchOf, beginBatch, cancelBatch } from '../batch/batch-requests.ts'
import { countsOf, momentsOf, statusOf, usageOf } from '../batch/batch-jobs.ts'
import type { BatchJob } from '../batch/batch-jobs.ts'
import type { Refusal } from '../batch/refusal.ts'
import { openaiBatches } from './batch-host.ts'
import type { Call, Outcome, Route } from './call.ts'
import { bad } from './fields.ts'
import { fieldsProblem } from './fields.ts'
import type { Fields } from '../field.ts'
import { pretty } from './json.ts'
import { openaiModel } from './model-rules.ts'
import { pageOf } from './pages.ts'

/** The addresses of batches. */
export const batchRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/batches', endpoint: createBatch },
  { method: 'GET', path: '/v1/batches', endpoint: listBatches },
  { method: 'GET', path: '/v1/batches/:id', endpoint: retrieveBatch },
  { method: 'POST', path: '/v1/batches/:id/cancel', endpoint: stopBatch },
]

/** The body of POST /v1/batches, as the API reference lists it. */
const fields: Fields = {
  input_file_id: { type: 'string', required: true },
  endpoint: { type: 'string', required: true },
  completion_window: { type: 'string', required: true },
  metadata: { type: 'object', values: { type: 'string' } },
  output_expires_after: {
    type: 'object',
    fields: {
      anchor: { type: 'string', required: true, oneOf: ['created_at'] },
      seconds: { type: 'integer', required: true, min: 3600, max: 2_592_000 },
    },
  },
}

/** POST /v1/batches */
function createBatch(call: Call): Outcome {
  const problem = fieldsProblem(call.body, fields) ?? metadataProblem(call.body.metadata)
  return problem ?? answered(beginBatch(openaiBatches, call))
}

/** GET /v1/batches/{id} */
function retrieveBatch({ key, id }: Call): Outcome {
  return answered(batchOf(openaiBatches, key, id))
}

/** POST /v1/batches/{id}/cancel */
function stopBatch({ key, id }: Call): Outcome {
  return answered(cancelBatch(openaiBatches, key, id))
}

/** GET /v1/batches: newest first. */
function listBatches({ key, query }: Call): Outcome {
  const page = pageOf(allBatches(openaiBatches, key).map(batchObject), query, { usual: 20, most: 100 })
  return 'message' in page ? page : json(page)
}

function metadataProblem(metadata: unknown): Outcome | undefined {
  if (metadata == null || Object.keys(metadata).length <= 16) return undefined
  return bad(
    `Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with ` +
      `${Object.keys(metadata).length} properties instead.`,
    'metadata',
    'object_above_max_properties',
  )
}

function answered(job: BatchJob | Refusal): Outcome {
  return 'message' in job ? job : json(batchObject(job))
}

/** A batch on the wire: what has not happened yet is null, where the SDK's type leaves it out. */
type WireBatch = { [name in keyof Required<Batch>]: Batch[name] | null } & { id: string }

function batchObject(job: BatchJob): WireBatch {
  const { failed, begun, finalizing, completed, cancelling, cancelled } = momentsOf(job)
  const isRead = failed !== undefined || begun !== undefined
  return {
    id: job.id,
    object: 'batch',
    endpoint: job.endpoint,
    model: modelOf(job),
    errors: failed === undefined ? null : { object: 'list', data: job.errors.map((error) => ({ ...error })) },
    input_file_id: job.inputFile,
    completion_window: job.window,
    status: statusOf(job),
    output_file_id: job.files?.output ?? null,
    error_file_id: job.files?.error ?? null,
    created_at: seconds(job.createdAt) ?? 0,
    in_progress_at: seconds(begun),
    expires_at: seconds(job.createdAt + 24 * 3_600_000),
    finalizing_at: seconds(finalizing),
    completed_at: seconds(completed),
    failed_at: seconds(failed),
    expired_at: null,
    cancelling_at: seconds(cancelling),
    cancelled_at: seconds(cancelled),
    request_counts: isRead ? countsOf(job) : { total: 0, completed: 0, failed: 0 },
    usage: used(job),
    metadata: job.metadata as (Batch['metadata'] & object) | null,
  }
}

/** The snapshot that works on a batch; nobody, when the batch is not sound. */
function modelOf({ requests }: BatchJob): string | null {
  const [first] = requests
  const model = first && openaiModel(String(first.body.model))
  return model ? (model.snapshot ?? model.id) : null
}

function used(job: BatchJob): Batch['usage'] {
  const { input, cached, output, reasoning } = usageOf(job)
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.floor(ms / 1000)
}

function json(body: object): Outcome {
  return { response: new Response(pretty(body), { headers: { 'content-type': 'application/json' } }) }
}
