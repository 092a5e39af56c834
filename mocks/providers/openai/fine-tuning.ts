import type { FineTuningJob, FineTuningJobEvent } from 'openai/resources/fine-tuning/jobs'
import { countTokens } from '../../engine/engine.ts'
import { base62, hash, now, perWorld, randomFrom, randomText } from '../../world.ts'
import { fileOf } from '../batch/file-requests.ts'
import { openaiBatches } from './batch-host.ts'
import type { Call, Outcome, Route } from './call.ts'
import { bad, fieldsProblem } from './fields.ts'
import type { Fields } from '../field.ts'
import { pretty } from './json.ts'
import { pageOf } from './pages.ts'

/** The addresses of fine-tuning. */
export const fineTuningRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/fine_tuning/jobs', endpoint: createJob },
  { method: 'GET', path: '/v1/fine_tuning/jobs', endpoint: listJobs },
  { method: 'GET', path: '/v1/fine_tuning/jobs/:id', endpoint: retrieveJob },
  { method: 'POST', path: '/v1/fine_tuning/jobs/:id/cancel', endpoint: cancelJob },
  { method: 'GET', path: '/v1/fine_tuning/jobs/:id/events', endpoint: listEvents },
]

/** The body of POST /v1/fine_tuning/jobs, as the API reference lists it. */
const fields: Fields = {
  model: { type: 'string', required: true },
  training_file: { type: 'string', required: true },
  validation_file: { type: 'string' },
  hyperparameters: { type: 'object' },
  method: { type: 'object' },
  suffix: { type: 'string' },
  seed: { type: 'integer' },
  integrations: { type: 'array' },
  metadata: { type: 'object', values: { type: 'string' } },
}

/** Models that can be trained further. */
const trainable = ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4.1-nano', 'gpt-4o', 'gpt-4o-mini']

const fewest = 10

/** Simulated milliseconds that it takes to look at the file. */
const validation = 30_000

interface Job {
  readonly id: string
  readonly key: string
  readonly model: string
  readonly file: string
  readonly suffix: string | null
  readonly seed: number
  readonly createdAt: number
  /** What the job ends with: nobody here trains models. */
  readonly error: NonNullable<FineTuningJob['error']>
  canceledAt?: number
}

const most = 100
const jobs = perWorld(() => new Map<string, Job>())

/**
 * POST /v1/fine_tuning/jobs
 *
 * The training file is checked as the real one would be. Then the job fails and says why: a model that answered as before
 * would look like one that had learnt.
 */
function createJob({ body, key, random, seed }: Call): Outcome {
  const shape = fieldsProblem(body, fields)
  if (shape) return shape
  const {
    model,
    training_file: fileId,
    suffix = null,
  } = body as { model: string; training_file: string; suffix?: string }
  if (!trainable.some((name) => model === name || model.startsWith(`${name}-20`))) {
    return { ...bad(`Model ${model} is not available for fine-tuning or does not exist.`, null, 'model_not_available') }
  }
  const file = fileOf(openaiBatches, key, fileId)
  if ('message' in file || file.purpose !== 'fine-tune') {
    return bad(`invalid training_file: ${fileId}`, 'training_file', 'invalid_training_file')
  }
  const job: Job = {
    id: `ftjob-${randomText(random, 24, base62)}`,
    key,
    model,
    file: fileId,
    suffix,
    seed: typeof body.seed === 'number' ? body.seed : seed & 0x7fffffff,
    createdAt: now(),
    error: verdictOn(new TextDecoder().decode(file.bytes)),
  }
  jobs().set(job.id, job)
  if (jobs().size > most) jobs().delete(jobs().keys().next().value ?? '')
  return json(jobObject(job))
}

/** GET /v1/fine_tuning/jobs: newest first. */
function listJobs({ key, query }: Call): Outcome {
  const page = pageOf(jobsOf(key).map(jobObject), query, { usual: 20, most: 100 })
  if ('message' in page) return page
  return json({ object: 'list', data: page.data, has_more: page.has_more })
}

/** GET /v1/fine_tuning/jobs/{id} */
function retrieveJob({ key, id }: Call): Outcome {
  const job = jobsOf(key).find((each) => each.id === id)
  return job ? json(jobObject(job)) : unknownJob(id)
}

/** POST /v1/fine_tuning/jobs/{id}/cancel */
function cancelJob({ key, id }: Call): Outcome {
  const job = jobsOf(key).find((each) => each.id === id)
  if (!job) return unknownJob(id)
  const status = statusOf(job)
  if (status !== 'validating_files') return bad(`Job has already been terminated with status: ${status}`, null, null)
  job.canceledAt = now()
  return json(jobObject(job))
}

/** GET /v1/fine_tuning/jobs/{id}/events: newest first. */
function listEvents({ key, id, query }: Call): Outcome {
  const job = jobsOf(key).find((each) => each.id === id)
  if (!job) return unknownJob(id)
  const page = pageOf(eventsOf(job), query, { usual: 20, most: 100 })
  if ('message' in page) return page
  return json({ object: 'list', data: page.data, has_more: page.has_more })
}

function jobsOf(key: string): Job[] {
  return [...jobs().values()].filter((job) => job.key === key).toReversed()
}

function unknownJob(id: string): Outcome {
  return { status: 404, message: `Could not find fine tune: ${id}`, param: 'fine_tune_id', code: 'fine_tune_not_found' }
}

function statusOf({ createdAt, canceledAt }: Job): 'validating_files' | 'cancelled' | 'failed' {
  if (canceledAt !== undefined) return 'cancelled'
  return now() < createdAt + validation ? 'validating_files' : 'failed'
}

function jobObject(job: Job): FineTuningJob {
  const status = statusOf(job)
  const end = status === 'failed' ? job.createdAt + validation : job.canceledAt
  const hyperparameters = { n_epochs: 'auto', batch_size: 'auto', learning_rate_multiplier: 'auto' } as const
  return {
    object: 'fine_tuning.job',
    id: job.id,
    model: job.model,
    created_at: Math.floor(job.createdAt / 1000),
    finished_at: end === undefined ? null : Math.floor(end / 1000),
    fine_tuned_model: null,
    organization_id: `org-${randomText(randomFrom(hash(job.key)), 24, base62)}`,
    result_files: [],
    status,
    validation_file: null,
    training_file: job.file,
    hyperparameters,
    trained_tokens: null,
    error: status === 'failed' ? job.error : null,
    seed: job.seed,
    estimated_finish: null,
    integrations: [],
    metadata: null,
    method: { type: 'supervised', supervised: { hyperparameters } },
  }
}

function eventsOf(job: Job): FineTuningJobEvent[] {
  const status = statusOf(job)
  const at = (ms: number) => Math.floor(ms / 1000)
  const event = (number: number, created_at: number, level: 'info' | 'error', message: string): FineTuningJobEvent => ({
    object: 'fine_tuning.job.event',
    id: `ftevent-${randomText(randomFrom(hash(`${job.id} ${number}`)), 24, base62)}`,
    created_at,
    level,
    message,
    data: {},
    type: 'message',
  })
  return [
    ...(status === 'failed' ? [event(2, at(job.createdAt + validation), 'error', job.error.message)] : []),
    ...(job.canceledAt === undefined ? [] : [event(2, at(job.canceledAt), 'info', 'The job was cancelled.')]),
    event(1, at(job.createdAt), 'info', `Validating training file: ${job.file}`),
    event(0, at(job.createdAt), 'info', `Created fine-tuning job: ${job.id}`),
  ]
}

/** What is wrong with a training file; of one that is in order, that there is nobody to learn it. */
function verdictOn(text: string): Job['error'] {
  const fail = (code: string, message: string) => ({ code, message, param: 'training_file' })
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  for (const [at, line] of lines.entries()) {
    const messages = messagesIn(line)
    if (!messages) {
      return fail('invalid_file_format', `Invalid file format. Line ${at + 1} is no example with a list of messages.`)
    }
    if (!messages.some(({ role }) => role === 'assistant')) {
      return fail(
        'invalid_file_format',
        `Invalid file format. Example ${at + 1} must have at least one message from the assistant.`,
      )
    }
  }
  if (lines.length < fewest) {
    const message = `Training file has ${lines.length} example(s), but must have at least ${fewest} examples`
    return fail('invalid_n_examples', message)
  }
  return {
    code: 'training_not_simulated',
    message: `The file is in order: ${lines.length} examples, about ${countTokens(text)} tokens. Training itself is not simulated.`,
    param: null,
  }
}

function messagesIn(line: string): { role?: unknown }[] | undefined {
  try {
    const { messages } = (JSON.parse(line) ?? {}) as { messages?: unknown }
    const isList = Array.isArray(messages) && messages.length > 0
    return isList ? messages.map((message: unknown) => ({ ...(message as object | null) })) : undefined
  } catch {
    return undefined
  }
}

function json(body: object): Outcome {
  return { response: new Response(pretty(body), { headers: { 'content-type': 'application/json' } }) }
}
