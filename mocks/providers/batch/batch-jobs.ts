import { usageInBody } from '../../usage.ts'
import { hash, now, perWorld, randomFrom } from '../../world.ts'
import type { Random } from '../../world.ts'
import type { Answered, BatchHost } from './batch-host.ts'
import type { BatchedRequest, InputError } from './batch-input.ts'
import { storeFile } from './stored-files.ts'

/** A batch as it was handed in, and what has been done of it; its status follows from the clock. */
export interface BatchJob {
  readonly id: string
  readonly host: BatchHost
  readonly key: string
  readonly inputFile: string
  readonly endpoint: string
  readonly window: string
  readonly metadata: object | null
  readonly requests: readonly BatchedRequest[]
  readonly errors: readonly InputError[]
  readonly seed: number
  /** Where the ids of its files and lines come from. */
  readonly random: Random
  /** Simulated milliseconds since 1970. */
  readonly createdAt: number
  canceledAt?: number
  /** The answers so far, in the order of the requests. */
  readonly answers: Answered[]
  /** The files of an ended batch: absent until somebody looks, null where there is nothing to write. */
  files?: { readonly output: string | null; readonly error: string | null }
}

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'cancelling'
  | 'cancelled'

// Simulated milliseconds.
const validation = 5_000
const beginning = 20_000
const perRequest = 500
const finalization = 3_000
const windingUp = 5_000
const hour = 3_600_000
const month = 30 * 24 * hour

const most = 100
const jobs = perWorld(() => new Map<string, BatchJob>())

/** Keeps a batch; the oldest makes room. */
export function storeJob(job: BatchJob): void {
  jobs().set(job.id, job)
  if (jobs().size > most) jobs().delete(jobs().keys().next().value ?? '')
}

/** The batches of a key, newest first. */
export function jobsOf({ provider }: BatchHost, key: string): BatchJob[] {
  return [...jobs().values()].filter((job) => job.host.provider === provider && job.key === key).toReversed()
}

/** Whose the files are that a key's batches read and write. */
export function accountOf({ provider }: BatchHost, key: string): string {
  return `${provider} ${key}`
}

/**
 * When a request of a batch is done: after 20 simulated seconds one every half second, and all within the hour that most
 * real batches take.
 */
function doneAt({ createdAt, requests }: BatchJob, index: number): number {
  return createdAt + beginning + (index + 1) * Math.min(perRequest, (hour - beginning) / requests.length)
}

/** The moments of a batch's life, simulated milliseconds since 1970; those that have not come yet are left out. */
export function momentsOf(job: BatchJob, at = now()) {
  const { createdAt, errors, requests, canceledAt } = job
  const validated = createdAt + validation
  const worked = doneAt(job, requests.length - 1)
  const wasCanceled = (moment: number) => canceledAt !== undefined && canceledAt < moment
  const come = (moment: number, isPart = true) => (isPart && moment <= at ? moment : undefined)
  const isSound = errors.length === 0
  return {
    failed: come(validated, !isSound && !wasCanceled(validated)),
    begun: come(validated, isSound && !wasCanceled(validated)),
    finalizing: come(worked, isSound && !wasCanceled(worked)),
    completed: come(worked + finalization, isSound && canceledAt === undefined),
    cancelling: canceledAt,
    cancelled: canceledAt === undefined ? undefined : come(canceledAt + windingUp),
  }
}

export function statusOf(job: BatchJob): BatchStatus {
  const { failed, begun, finalizing, completed, cancelling, cancelled } = momentsOf(job)
  if (failed) return 'failed'
  if (cancelled) return 'cancelled'
  if (cancelling) return 'cancelling'
  if (completed) return 'completed'
  if (finalizing) return 'finalizing'
  return begun ? 'in_progress' : 'validating'
}

/** Does what a batch has time for until now. */
export function workOn(job: BatchJob): void {
  if (job.errors.length) return
  const until = Math.min(now(), job.canceledAt ?? Infinity)
  while (job.answers.length < job.requests.length && doneAt(job, job.answers.length) <= until) {
    const index = job.answers.length
    const { body } = job.requests[index] ?? { body: {} }
    job.answers.push(job.host.answer(job.endpoint, { body, key: job.key, seed: hash(`${job.seed} ${index}`) }))
  }
  const status = statusOf(job)
  if (status === 'completed' || status === 'cancelled') job.files ??= writeFiles(job)
}

/** How many of the requests of a batch were answered, and how many of them with an error. */
export function countsOf({ requests, answers }: BatchJob): { total: number; completed: number; failed: number } {
  const failed = answers.filter(isFailure).length
  return { total: requests.length, completed: answers.length - failed, failed }
}

/** All that the requests of a batch used, in tokens. */
export function usageOf({ answers }: BatchJob) {
  const usages = answers.flatMap(({ body }) => usageInBody(JSON.stringify(body)) ?? [])
  const sum = (count: (usage: (typeof usages)[number]) => number) =>
    usages.reduce((total, usage) => total + count(usage), 0)
  return {
    input: sum((usage) => usage.inputTokens),
    cached: sum((usage) => usage.cachedInputTokens),
    output: sum((usage) => usage.outputTokens),
    reasoning: sum((usage) => usage.reasoningTokens),
  }
}

function isFailure({ status }: Answered): boolean {
  return status !== 200
}

/** Writes the answers into one file and the errors into another. */
function writeFiles(job: BatchJob): NonNullable<BatchJob['files']> {
  const ids = randomFrom(hash(`${job.seed} lines`))
  const lines = job.answers.map((answer, index) => ({ answer, text: lineOf(job, index, answer, ids) }))
  const write = (kind: 'output' | 'error') => {
    const own = lines.filter(({ answer }) => isFailure(answer) === (kind === 'error'))
    if (!own.length) return null
    const id = job.host.fileId(job.random)
    const createdAt = (job.canceledAt ?? doneAt(job, job.requests.length - 1)) + finalization
    storeFile({
      id,
      account: accountOf(job.host, job.key),
      name: `${job.id}_${kind}.jsonl`,
      purpose: 'batch_output',
      bytes: new TextEncoder().encode(own.map(({ text }) => `${text}\n`).join('')),
      createdAt,
      expiresAt: createdAt + month,
    })
    return id
  }
  return { output: write('output'), error: write('error') }
}

/** A line of the results, its keys in OpenAI's order. A refused request is an answer, too: `error` is for what got none. */
function lineOf({ host, requests }: BatchJob, index: number, { status, body }: Answered, random: Random): string {
  const { line, request } = host.lineIds(random)
  return JSON.stringify({
    id: line,
    custom_id: requests[index]?.customId,
    response: { status_code: status, request_id: request, body },
    error: null,
  })
}
