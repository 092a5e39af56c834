import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createVitest, type PoolRunnerInitializer, type TestModule } from 'vitest/node'
import { root } from '../lessons.ts'
import { GradedFork } from './fork.ts'
import { sealOf } from './seal.ts'
import { exercisesProject } from './project.ts'
import type { CheckRecord } from './record.ts'
import { graderOf } from './subjects.ts'

/** A file to be graded, and the grader that does it. */
export interface Job {
  grader: string
  file: string
}

/** What came of a job in its fork. `passed`, names and points are certain; the rest is the fork's word. */
export interface Outcome {
  checks: {
    name: string
    points: number
    passed: boolean
    record: CheckRecord | undefined
    error: string | undefined
  }[]
  /** True when it took too long and was killed. */
  killed: boolean
  /** What went wrong outside of any check. */
  errors: string[]
}

/** Most milliseconds of silence from one exercise. */
const TIME_LIMIT = 20_000

/** Vitest, started and waiting: what it has read and transformed once is there for the next run. */
export interface Graders {
  /**
   * Runs graders, each in a new process, as many at a time as there are processors; outcomes in the order of the jobs.
   * @throws when it was closed meanwhile: what was cut short is no outcome
   */
  run(jobs: readonly Job[]): Promise<Outcome[]>
  /** Ends at once, whatever is running. */
  close(): Promise<void>
}

/**
 * Runs graders, each in a process of its own, as many at a time as there are processors.
 * @param confined false for answers of our own, which need be kept neither from the machine nor from each other: they share processes
 * @returns the outcomes, in the order of the jobs
 */
export async function runGraders(jobs: readonly Job[], timeLimit = TIME_LIMIT, confined = true): Promise<Outcome[]> {
  const graders = await openGraders(timeLimit, false, confined)
  return graders.run(jobs).finally(graders.close)
}

/**
 * Starts vitest for several runs, each of which sees the files as they are then.
 * @param spare whether to keep a new process ready for the next run, which then need not wait for it
 * @param confined as for `runGraders`
 */
export async function openGraders(timeLimit = TIME_LIMIT, spare = false, confined = true): Promise<Graders> {
  let waiting: GradedFork | undefined
  /** The processes of the run that is under way. */
  const running = new Set<GradedFork>()
  let closed = false
  const killed = new Set<string>()
  const secrets = new Map<string, string>()
  // The checks there are, as the grader announced them before it loaded anything of the student's.
  const announced = new Map<string, Announced[]>()
  const pool: PoolRunnerInitializer = {
    name: 'graded',
    createPoolWorker(options) {
      const create = () => {
        const fork: GradedFork = new GradedFork(options, timeLimit, confined, {
          begins(grader, secret) {
            secrets.set(grader, secret)
            if (closed) fork.discard()
          },
          killed: (grader) => killed.add(grader),
        })
        return fork
      }
      const ready = waiting?.isWaiting ? waiting : create()
      waiting = undefined
      prepare = create
      running.add(ready)
      return ready
    },
  }
  /** Makes another process like the last. */
  let prepare: (() => GradedFork) | undefined
  const keepSpare = () => {
    if (!spare || closed || waiting || !prepare) return
    waiting = prepare()
    waiting.warmUp()
  }
  const { test, plugins } = exercisesProject()
  const vitest = await createVitest(
    {
      root,
      config: false,
      watch: false,
      reporters: [
        {
          onTestModuleCollected(module) {
            if (!announced.has(module.moduleId)) announced.set(module.moduleId, announcedIn(module))
          },
        },
      ],
      ...test,
      pool,
      isolate: confined,
      env: { WORKBOOK_GRADING: confined ? 'confined' : 'shared' },
      maxWorkers: availableParallelism(),
      passWithNoTests: true,
      // Graders have no snapshots, but vitest looks for them, and may do so only where the fork may read.
      resolveSnapshotPath: () => join(root, 'scripts/grade/none.snap'),
      teardownTimeout: 2000,
    },
    { plugins, logLevel: 'silent', clearScreen: false, server: { watch: null } },
    { stdout: nowhere(), stderr: nowhere() },
  )
  const run = async (jobs: readonly Job[]): Promise<Outcome[]> => {
    const ids = jobs.map(({ grader, file }) =>
      file === grader.replace(/\.test\.ts$/, '.ts') ? grader : graderOf(grader, file),
    )
    const [project] = vitest.projects
    if (!project) throw new Error('vitest has no project to run.')
    for (const known of [killed, secrets, announced]) known.clear()
    for (const { grader, file } of jobs) for (const changed of [grader, file]) vitest.invalidateFile(changed)
    const exit = process.exitCode
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      ids.map((id) => project.createSpecification(id)),
    )
    process.exitCode = exit
    running.clear()
    if (closed) throw new Error('The grading was ended.')
    keepSpare()
    return ids.map((id) => ({
      checks: checksOf(
        announced.get(id) ?? [],
        testModules.find(({ moduleId }) => moduleId === id),
        secrets.get(id) ?? '',
      ),
      killed: killed.has(id),
      errors: [
        ...(testModules.find(({ moduleId }) => moduleId === id)?.errors() ?? []).map(({ message }) => message),
        ...unhandledErrors.map(messageOf).filter((message, k) => belongsTo(unhandledErrors[k], message, id)),
      ],
    }))
  }
  return {
    run,
    async close() {
      closed = true
      waiting?.discard()
      for (const fork of running) fork.discard()
      await vitest.close()
    },
  }
}

/** What a dying process writes is no reading matter; what the student's code prints comes with its checks. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

/** What a check is called and worth. */
type Announced = Pick<Outcome['checks'][number], 'name' | 'points'>

function announcedIn(module: TestModule): Announced[] {
  return [...module.children.allTests()].map((test) => ({ name: test.name, points: test.meta().points ?? 1 }))
}

/** A check has passed when vitest says so and the check itself does: a fork in which student code runs can be made to say anything. */
function checksOf(announced: readonly Announced[], module: TestModule | undefined, secret: string): Outcome['checks'] {
  const tests = [...(module?.children.allTests() ?? [])]
  return announced.map(({ name, points }) => {
    const test = tests.find((each) => each.name === name)
    return {
      name,
      points,
      passed: test?.result().state === 'passed' && test.meta().seal === sealOf(secret, name),
      record: test?.meta().check,
      error: test?.result().errors?.[0]?.message,
    }
  })
}

function messageOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: { message?: unknown } }
  return String(cause?.message ?? message ?? error)
}

/** Vitest says of an error that nobody caught in which file it was; of a process that died, in the message. */
function belongsTo(error: unknown, message: string, id: string): boolean {
  return (
    (error as { VITEST_TEST_PATH?: string }).VITEST_TEST_PATH === id ||
    message.split(/[,\s]+/).includes(id) ||
    message.endsWith(` ${id}`)
  )
}
