import { served } from '@workbook/kit'
import type { BatchCreateResponse } from 'groq-sdk/resources/batches'
import type { FileInfoResponse } from 'groq-sdk/resources/files'
import { randomFrom } from '../../world.ts'
import type { Random } from '../../world.ts'
import type { Answered, BatchHost } from '../batch/batch-host.ts'
import { countsOf, momentsOf, statusOf } from '../batch/batch-jobs.ts'
import type { BatchJob } from '../batch/batch-jobs.ts'
import { allBatches, batchOf, beginBatch, cancelBatch } from '../batch/batch-requests.ts'
import { allFiles, deleteFile, fileOf, readableFile, uploadFile } from '../batch/file-requests.ts'
import type { Refusal } from '../batch/refusal.ts'
import type { StoredFile } from '../batch/stored-files.ts'
import type { Call, Outcome } from '../compatible/call.ts'
import { chatAtOnce } from '../compatible/chat.ts'
import type { Dialect } from '../compatible/dialect.ts'
import { compact } from '../compatible/json.ts'
import type { Endpoint } from '../compatible/room.ts'
import { ulid } from './ids.ts'

/** Groq's batches and the files they are read from and written to: OpenAI's, but for their ids and a few keys. */
export function batchEndpoints(dialect: Dialect, requestId: (random: Random) => string) {
  const host = groqBatches(dialect, requestId)
  const file = (found: StoredFile | Refusal) => reply(found, fileObject)
  const batch = (found: BatchJob | Refusal) => reply(found, batchObject)
  const answers: Readonly<Record<string, (call: Call) => Outcome | Promise<Outcome>>> = {
    'POST /files': async ({ key, form, random }) => file(await uploadFile(host, key, form, random)),
    'GET /files': ({ key }) => json({ object: 'list', data: allFiles(host, key).map(fileObject) }),
    'GET /files/:id': ({ key, id }) => file(fileOf(host, key, id)),
    'DELETE /files/:id': ({ key, id }) => {
      return reply(deleteFile(host, key, id), () => ({ id, object: 'file', deleted: true }))
    },
    'GET /files/:id/content': ({ key, id }) => content(readableFile(host, key, id)),
    'POST /batches': (call) => batch(beginBatch(host, call)),
    'GET /batches': ({ key }) => json({ object: 'list', data: allBatches(host, key).map(batchObject) }),
    'GET /batches/:id': ({ key, id }) => batch(batchOf(host, key, id)),
    'POST /batches/:id/cancel': ({ key, id }) => batch(cancelBatch(host, key, id)),
  }

  return (method: string, path: string): Endpoint | undefined => {
    const [, kind = '', id, what] = /^\/(files|batches)(?:\/([^/]+)(\/[a-z]+)?)?$/.exec(path) ?? []
    const pattern = `/${kind}${id === undefined ? '' : '/:id'}${what ?? ''}`
    const answer = answers[`${method} ${pattern}`]
    if (!answer || !['GET', 'POST', 'DELETE'].includes(method)) return undefined
    return { method: method as Endpoint['method'], id: id ?? '', isBodiless: id !== undefined, answer }
  }
}

function groqBatches(dialect: Dialect, requestId: (random: Random) => string): BatchHost {
  return {
    provider: 'groq',
    largestFile: 200 * 1024 * 1024,
    purposes: ['batch'],
    endpoints: ['/v1/chat/completions'],
    windows: ['24h', '48h', '72h', '96h', '120h', '144h', '168h', '1d', '2d', '3d', '4d', '5d', '6d', '7d'],
    isOfOneModel: false,
    fileId: (random) => `file_${ulid(random)}`,
    batchId: (random) => `batch_${ulid(random)}`,
    lineIds: (random) => ({ line: `batch_req_${ulid(random)}`, request: requestId(random) }),
    serves: (model) => served('groq').some(({ id }) => id === model),
    answer(_, { body, key, seed }): Answered {
      const random = randomFrom(seed)
      const id = requestId(random)
      const answer = chatAtOnce({ body, key, seed, random, requestId: id }, dialect)
      if (typeof answer === 'string') return { status: 200, body: JSON.parse(answer) as object }
      return { status: answer.status, body: JSON.parse(dialect.problems.body(answer, id)) as object }
    },
  }
}

function reply<T extends object>(found: T | Refusal, write: (value: T) => object): Outcome {
  if (!isRefusal(found)) return json(write(found))
  return { ...found, type: 'invalid_request_error' }
}

function isRefusal(value: object): value is Refusal {
  return 'message' in value
}

function content(file: StoredFile | Refusal): Outcome {
  if (isRefusal(file)) return { ...file, type: 'invalid_request_error' }
  return { response: new Response(file.bytes, { headers: { 'content-type': 'application/octet-stream' } }) }
}

function json(body: object): Outcome {
  return { response: new Response(compact(body), { headers: { 'content-type': 'application/json' } }) }
}

function fileObject({ id, bytes, createdAt, name, purpose }: StoredFile): FileInfoResponse {
  return {
    id,
    object: 'file',
    bytes: bytes.length,
    created_at: Math.floor(createdAt / 1000),
    filename: name,
    purpose: purpose as 'batch' | 'batch_output',
  }
}

/** A batch on the wire: what has not happened yet is null, where the SDK's type leaves it out. */
type WireBatch = { [name in keyof Required<BatchCreateResponse>]: BatchCreateResponse[name] | null }

function batchObject(job: BatchJob): WireBatch {
  const { failed, begun, finalizing, completed, cancelling, cancelled } = momentsOf(job)
  const isRead = failed !== undefined || begun !== undefined
  return {
    id: job.id,
    object: 'batch',
    endpoint: job.endpoint,
    errors: failed === undefined ? null : { object: 'list', data: job.errors.map((error) => ({ ...error })) },
    input_file_id: job.inputFile,
    completion_window: job.window,
    status: statusOf(job),
    output_file_id: job.files?.output ?? null,
    error_file_id: job.files?.error ?? null,
    finalizing_at: seconds(finalizing),
    failed_at: seconds(failed),
    expired_at: null,
    cancelled_at: seconds(cancelled),
    request_counts: isRead ? countsOf(job) : { total: 0, completed: 0, failed: 0 },
    metadata: job.metadata,
    created_at: seconds(job.createdAt),
    expires_at: seconds(job.createdAt + windowOf(job)),
    cancelling_at: seconds(cancelling),
    completed_at: seconds(completed),
    in_progress_at: seconds(begun),
  }
}

/** The time a batch may take, in milliseconds. */
function windowOf({ window }: BatchJob): number {
  return Number.parseInt(window) * (window.endsWith('d') ? 24 : 1) * 3_600_000
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.floor(ms / 1000)
}
