import type {
  DeletedMessageBatch,
  MessageBatch,
  MessageBatchIndividualResponse,
} from '@anthropic-ai/sdk/resources/messages'
import { eventStream } from '../../event-stream.ts'
import { hash, now, randomFrom } from '../../world.ts'
import { batchesOf, endOf, fateOf, findBatch, forgetBatch, statusOf, storeBatch } from './batch-store.ts'
import type { Batch, BatchRequest } from './batch-store.ts'
import type { Call, Outcome } from './call.ts'
import { invalid, unknownBatch } from './errors.ts'
import type { Problem } from './errors.ts'
import { newId } from './ids.ts'
import type { WireMessage } from './message.ts'
import { draft, messageBody } from './message.ts'
import { checkMessage } from './message-rules.ts'
import { pageOf } from './pages.ts'
import { list, object, required, string } from './shape.ts'

const day = 24 * 60 * 60_000

const request = object({
  custom_id: required(string({ pattern: /^[a-zA-Z0-9_-]{1,64}$/ })),
  params: required(object({}, { open: true })),
})
const batchBody = object({ requests: required(list(request, { min: 1, max: 100_000 })) })

/** POST /v1/messages/batches: looks at the wrapping only; what is wrong with a request stands in its result. */
export function createBatch(call: Call): Outcome {
  const problem = batchBody(call.body, '')
  if (problem) return invalid(problem)
  const requests = call.body.requests as readonly BatchRequest[]
  const ids = requests.map((one) => one.custom_id)
  if (new Set(ids).size < ids.length) return invalid('requests: custom_id must be unique within a batch')
  const { version, beta } = call
  const unsound = new Set(requests.flatMap(({ params }, index) => (checkRequest(params, call) ? [index] : [])))
  const batch: Batch = {
    id: newId('msgbatch', call.random),
    key: call.key,
    createdAt: now(),
    requests,
    unsound,
    sender: { version, beta },
    seed: call.seed,
  }
  storeBatch(batch)
  return { response: Response.json(batchInfo(batch, call.origin)) }
}

/** GET /v1/messages/batches/:id */
export function retrieveBatch({ key, id, origin }: Call): Outcome {
  const batch = findBatch(key, id)
  return batch ? { response: Response.json(batchInfo(batch, origin)) } : unknownBatch(id)
}

/** GET /v1/messages/batches: newest first. */
export function listBatches({ key, query, origin }: Call): Outcome {
  const page = pageOf(
    batchesOf(key).map((batch) => batchInfo(batch, origin)),
    query,
  )
  return 'status' in page ? page : { response: Response.json(page) }
}

/** POST /v1/messages/batches/:id/cancel: what is done stays done. */
export function cancelBatch({ key, id, origin }: Call): Outcome {
  const batch = findBatch(key, id)
  if (!batch) return unknownBatch(id)
  if (statusOf(batch) === 'ended') {
    return invalid(`Message Batch with id '${id}' has ended and cannot be canceled.`)
  }
  batch.canceledAt ??= now()
  return { response: Response.json(batchInfo(batch, origin)) }
}

/** DELETE /v1/messages/batches/:id */
export function deleteBatch({ key, id }: Call): Outcome {
  const batch = findBatch(key, id)
  if (!batch) return unknownBatch(id)
  if (statusOf(batch) !== 'ended') {
    return invalid(`Message Batch with id '${id}' is still processing. Cancel it before deleting it.`)
  }
  forgetBatch(id)
  return { response: Response.json({ id, type: 'message_batch_deleted' } satisfies DeletedMessageBatch) }
}

/** GET /v1/messages/batches/:id/results: one JSON object a line, written as they are read. */
export function batchResults({ key, id, signal }: Call): Outcome {
  const batch = findBatch(key, id)
  if (!batch) return unknownBatch(id)
  if (statusOf(batch) !== 'ended') {
    return invalid(`Message Batch with id '${id}' has no available results, because it has not ended.`)
  }
  async function* lines(batch: Batch) {
    for (const index of batch.requests.keys()) yield `${JSON.stringify(resultLine(batch, index))}\n`
  }
  const response = new Response(
    eventStream(signal, () => lines(batch)),
    {
      headers: { 'content-type': 'application/x-jsonl' },
    },
  )
  return { response }
}

function batchInfo(batch: Batch, origin: string): MessageBatch {
  const status = statusOf(batch)
  const hasEnded = status === 'ended'
  const counts = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 }
  // Requests are counted as processing until the whole batch is over.
  for (const index of batch.requests.keys()) counts[hasEnded ? fateOf(batch, index) : 'processing']++
  return {
    id: batch.id,
    type: 'message_batch',
    processing_status: status,
    request_counts: counts,
    ended_at: hasEnded ? timestamp(endOf(batch)) : null,
    created_at: timestamp(batch.createdAt),
    expires_at: timestamp(batch.createdAt + day),
    archived_at: null,
    cancel_initiated_at: batch.canceledAt === undefined ? null : timestamp(batch.canceledAt),
    results_url: hasEnded ? `${origin}/v1/messages/batches/${batch.id}/results` : null,
  }
}

/** A line of the results, with a message as the wire has it. */
type ResultLine = Omit<MessageBatchIndividualResponse, 'result'> & {
  readonly result:
    | { readonly type: 'succeeded'; readonly message: WireMessage }
    | { readonly type: 'errored'; readonly error: object }
    | { readonly type: 'canceled' }
}

function resultLine(batch: Batch, index: number): ResultLine {
  const { custom_id, params } = batch.requests[index]!
  if (fateOf(batch, index) === 'canceled') return { custom_id, result: { type: 'canceled' } }
  const problem = checkRequest(params, batch.sender)
  const checked = problem ? { problem } : checkMessage(params, batch.sender)
  if ('problem' in checked) {
    const { type, message } = checked.problem
    return {
      custom_id,
      result: { type: 'errored', error: { type: 'error', error: { type, message }, request_id: null } },
    }
  }
  // The same seed each time, so that the results read twice are the same.
  const seed = hash(`${batch.seed} ${index}`)
  const drafted = draft(checked.request, checked.model, { key: batch.key, seed, random: randomFrom(seed) }, 'batch')
  return { custom_id, result: { type: 'succeeded', message: messageBody(drafted) } }
}

/** What is wrong with one request of a batch; nothing in it can be streamed. */
function checkRequest(params: BatchRequest['params'], sender: Batch['sender']): Problem | undefined {
  if (params.stream === true) return invalid('stream: Streaming is not supported in batch requests')
  const checked = checkMessage(params, sender)
  return 'problem' in checked ? checked.problem : undefined
}

/** RFC 3339, in microseconds. */
function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}
