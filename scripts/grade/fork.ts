import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ForksPoolWorker, type PoolOptions } from 'vitest/node'
import { root } from '../lessons.ts'
import { rooms } from './rooms.ts'
import { sealVariable } from './seal.ts'

type Message = Parameters<ForksPoolWorker['send']>[0]

/** Variables of the machine that a fork may know; no key is among them. */
const passed =
  /^(PATH|PATHEXT|SYSTEMROOT|TEMP|TMP|TMPDIR|LANG|LC_ALL|NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|BASE_URL|WORKBOOK_GRADING|NO_COLOR)$/i

/** What a fork may read: what exercises import. Their own text and the grader's are read by this process. Write, spawn, connect: nothing. */
const readable = [...rooms, join(root, 'package.json')]
const settings = [
  '--max-old-space-size=512',
  // No code out of strings: what a student's file does can be read in it.
  '--disallow-code-generation-from-strings',
  // Vitest would nail this down before it can be hidden (lock.ts).
  "--import=data:text/javascript,Object.defineProperty(globalThis,'__vitest_index__',{configurable:true,writable:true})",
]
const confinement = ['--permission', ...readable.map((path) => `--allow-fs-read=${path}`)]
/** What is not confined may keep compiled code, and so starts in three quarters of the time. */
const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') }

/** Who is to know what becomes of a fork. */
interface Told {
  /** Its grader is about to be loaded; the secret is what its seals are made with. */
  begins(grader: string, secret: string): void
  /** It was silent for too long. */
  killed(grader: string): void
}

/**
 * The process that runs one exercise; of our own answers, one after the other. It gets a clean environment, and this process, which it cannot reach, kills it when
 * nothing is heard of it for too long: nothing inside can be trusted to end `for (;;) {}`.
 */
export class GradedFork extends ForksPoolWorker {
  /** What run.ts calls the pool; vitest gives a process that may be shared its next file by this name. */
  override readonly name = 'graded'
  override readonly cacheFs = false
  readonly #limit: number
  readonly #told: Told
  readonly #secret: string
  #graders: string[] = []
  #silence: ReturnType<typeof setTimeout> | undefined
  #whole: ReturnType<typeof setTimeout> | undefined

  /**
   * @param limit most milliseconds between two signs of life, which come with every check that ends
   * @param confined false for code of our own, which need not be kept from the machine, and may share the process
   * @param told hears what becomes of the fork
   */
  constructor(options: PoolOptions, limit: number, confined: boolean, told: Told) {
    const secret = randomBytes(24).toString('hex')
    super({
      ...options,
      execArgv: [...options.execArgv, ...settings, ...(confined ? confinement : [])],
      env: {
        ...Object.fromEntries(Object.entries(options.env).filter(([name]) => passed.test(name))),
        TZ: 'UTC',
        ...(!confined && cache),
        [sealVariable]: secret,
      },
    })
    this.#limit = limit
    this.#told = told
    this.#secret = secret
  }

  /** Starts the process before there is anything for it to do; it loads what every exercise needs, and waits. */
  warmUp(): void {
    const { entrypoint, execArgv, env } = this
    const args = [...execArgv, `--import=${pathToFileURL(join(root, 'mocks/start.ts'))}`]
    const child = fork(entrypoint, [], { env, execArgv: args, stdio: 'pipe', serialization: 'advanced' })
    Object.assign(this, { _fork: child })
  }

  /** True for one that was warmed up and still waits. */
  get isWaiting(): boolean {
    const child = (this as unknown as { _fork?: ChildProcess })._fork
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  /** Ends one that is not needed, whatever it is at. */
  discard(): void {
    ;(this as unknown as { _fork?: ChildProcess })._fork?.kill('SIGKILL')
  }

  override async start(): Promise<void> {
    await super.start()
    this.on('message', (message) => {
      // Until it is gone it is watched, whatever it says: that it has finished can be a student's message.
      if (this.#whole && message) this.#listen()
    })
    this.on('exit', () => this.#rest())
  }

  override send(message: Message): void {
    super.send(message)
    if (message.type !== 'run') return
    this.#graders = message.context.files.map(({ filepath }) => filepath)
    for (const grader of this.#graders) this.#told.begins(grader, this.#secret)
    this.#whole = setTimeout(() => this.#kill(), 10 * this.#limit)
    this.#listen()
  }

  #listen(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#kill(), this.#limit)
  }

  #rest(): void {
    clearTimeout(this.#silence)
    clearTimeout(this.#whole)
    this.#whole = undefined
  }

  #kill(): void {
    this.#rest()
    for (const grader of this.#graders) this.#told.killed(grader)
    // The class keeps its process to itself, and its stop() would ask politely first.
    ;(this as unknown as { _fork?: { kill(signal: string): void } })._fork?.kill('SIGKILL')
  }
}
