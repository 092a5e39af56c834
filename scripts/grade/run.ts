import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createVitest, type PoolRunnerInitializer, type TestModule } from 'vitest/node'
import { root } from '../lessons.ts'
import { GradedFork } from './fork.ts'
import { exercisesProject } from './project.ts'
import type { CheckRecord } from './record.ts'
import { graderOf } from './subjects.ts'

/** A file to be graded, and the grader that does it. */
export interface Job {
  grader: string
  file: string
}

/** What came of a job in its fork. Only `passed` of a check is what vitest in this process says of it; the rest is the fork's word. */
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
const TIME_LIMIT = 10_000

/**
 * Runs graders, each in a process of its own, as many at a time as there are processors.
 * @returns the outcomes, in the order of the jobs
 */
export async function runGraders(jobs: readonly Job[], timeLimit = TIME_LIMIT): Promise<Outcome[]> {
  const ids = jobs.map(({ grader, file }) =>
    file === grader.replace(/\.test\.ts$/, '.ts') ? grader : graderOf(grader, file),
  )
  const killed = new Set<string>()
  const pool: PoolRunnerInitializer = {
    name: 'graded',
    createPoolWorker: (options) => new GradedFork(options, timeLimit, (grader) => killed.add(grader)),
  }
  const { test, plugins } = exercisesProject()
  const vitest = await createVitest(
    {
      root,
      config: false,
      watch: false,
      reporters: [{}],
      ...test,
      pool,
      env: { WORKBOOK_GRADING: '1' },
      maxWorkers: availableParallelism(),
      passWithNoTests: true,
      // Graders have no snapshots, but vitest looks for them, and may do so only where the fork may read.
      resolveSnapshotPath: () => join(root, 'scripts/grade/none.snap'),
      teardownTimeout: 2000,
    },
    { plugins, logLevel: 'silent', clearScreen: false, server: { watch: null } },
    { stdout: nowhere(), stderr: nowhere() },
  )
  try {
    const [project] = vitest.projects
    if (!project) throw new Error('vitest has no project to run.')
    const exit = process.exitCode
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      ids.map((id) => project.createSpecification(id)),
    )
    if (process.env.DEBUG_GRADE)
      console.log(
        unhandledErrors,
        testModules.map((m) => [m.moduleId, m.state(), m.errors()]),
      )
    process.exitCode = exit
    return ids.map((id) => ({
      checks: checksOf(testModules.find(({ moduleId }) => moduleId === id)),
      killed: killed.has(id),
      errors: [
        ...(testModules.find(({ moduleId }) => moduleId === id)?.errors() ?? []).map(({ message }) => message),
        ...unhandledErrors.map(messageOf).filter((message, k) => belongsTo(unhandledErrors[k], message, id)),
      ],
    }))
  } finally {
    await vitest.close()
  }
}

/** What a dying process writes is no reading matter; what the student's code prints comes with its checks. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

function checksOf(module: TestModule | undefined): Outcome['checks'] {
  return [...(module?.children.allTests() ?? [])].map((test) => ({
    name: test.name,
    points: test.meta().points ?? 1,
    passed: test.result().state === 'passed',
    record: test.meta().check,
    error: test.result().errors?.[0]?.message,
  }))
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
