import { now } from '../../world.ts'
import type { Random } from '../../world.ts'
import type { BatchHost, Body } from './batch-host.ts'
import { readBatchInput } from './batch-input.ts'
import { accountOf, jobsOf, statusOf, storeJob, workOn } from './batch-jobs.ts'
import type { BatchJob } from './batch-jobs.ts'
import type { Refusal } from './refusal.ts'
import { findFile } from './stored-files.ts'

/** What of a call a batch is made with. */
interface Sender {
  readonly body: Body
  readonly key: string
  readonly seed: number
  readonly random: Random
}

/**
 * Begins a batch. Only the wrapping is looked at now: what is wrong with the file is told once it has been validated,
 * what is wrong with a request stands in the results.
 */
export function beginBatch(host: BatchHost, { body, key, seed, random }: Sender): BatchJob | Refusal {
  const absent = ['input_file_id', 'endpoint', 'completion_window'].find((name) => body[name] == null)
  if (absent) {
    return {
      status: 400,
      message: `Missing required parameter: '${absent}'.`,
      param: absent,
      code: 'missing_required_parameter',
    }
  }
  const { input_file_id: inputFile, endpoint, completion_window: window, metadata } = body
  const wrong = notOneOf('endpoint', endpoint, host.endpoints) ?? notOneOf('completion_window', window, host.windows)
  if (wrong) return wrong
  const file = findFile(accountOf(host, key), String(inputFile))
  if (!file) return { status: 404, message: `No such File object: ${String(inputFile)}`, param: 'input_file_id' }
  if (file.purpose !== 'batch') {
    return {
      status: 400,
      message: `Invalid input file: its purpose is '${file.purpose}', but a batch needs a file of purpose 'batch'.`,
      param: 'input_file_id',
      code: 'invalid_value',
    }
  }
  const job: BatchJob = {
    id: host.batchId(random),
    host,
    key,
    inputFile: file.id,
    endpoint: String(endpoint),
    window: String(window),
    metadata: typeof metadata === 'object' ? metadata : null,
    ...readBatchInput(new TextDecoder().decode(file.bytes), String(endpoint), host),
    seed,
    random,
    createdAt: now(),
    answers: [],
  }
  storeJob(job)
  return job
}

/** A batch of this key's own, with all that is done of it by now. */
export function batchOf(host: BatchHost, key: string, id: string): BatchJob | Refusal {
  const job = jobsOf(host, key).find((candidate) => candidate.id === id)
  if (!job) return { status: 404, message: `No batch found with id '${id}'.` }
  workOn(job)
  return job
}

/** The batches of a key, newest first. */
export function allBatches(host: BatchHost, key: string): BatchJob[] {
  const jobs = jobsOf(host, key)
  for (const job of jobs) workOn(job)
  return jobs
}

/** Stops a batch: what is done stays done. */
export function cancelBatch(host: BatchHost, key: string, id: string): BatchJob | Refusal {
  const job = batchOf(host, key, id)
  if ('message' in job) return job
  const status = statusOf(job)
  if (status === 'completed' || status === 'failed' || status === 'cancelled') {
    return { status: 409, message: `Cannot cancel a batch with status '${status}'.` }
  }
  job.canceledAt ??= now()
  return job
}

function notOneOf(param: string, value: unknown, known: readonly string[]): Refusal | undefined {
  if (known.includes(String(value))) return undefined
  const names = known.map((name) => `'${name}'`)
  const last = names.pop() ?? ''
  const list = names.length ? `${names.join(', ')}${names.length > 1 ? ',' : ''} and ${last}` : last
  return {
    status: 400,
    message: `Invalid value: '${String(value)}'. Supported values are: ${list}.`,
    param,
    code: 'invalid_value',
  }
}
