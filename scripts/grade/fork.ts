import { join } from 'node:path'
import { ForksPoolWorker, type PoolOptions } from 'vitest/node'
import { root } from '../lessons.ts'

type Message = Parameters<ForksPoolWorker['send']>[0]

/** Variables of the machine that a fork may know; no key is among them. */
const passed =
  /^(PATH|PATHEXT|SYSTEMROOT|TEMP|TMP|TMPDIR|LANG|LC_ALL|NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|BASE_URL|WORKBOOK_GRADING|NO_COLOR)$/i

/** What a fork may read: what exercises import. Their own text and the grader's are read by this process. Write, spawn, connect: nothing. */
const readable = ['node_modules', 'kit', 'mocks', 'scripts', 'package.json'].map((name) => join(root, name))
const confinement = ['--max-old-space-size=512', '--permission', ...readable.map((path) => `--allow-fs-read=${path}`)]

/**
 * The process that runs one exercise. It gets a clean environment, and this process, which it cannot reach, kills it when
 * nothing is heard of it for too long: nothing inside can be trusted to end `for (;;) {}`.
 */
export class GradedFork extends ForksPoolWorker {
  override readonly cacheFs = false
  readonly #limit: number
  readonly #onKill: (grader: string) => void
  #grader = ''
  #silence: ReturnType<typeof setTimeout> | undefined
  #whole: ReturnType<typeof setTimeout> | undefined

  /**
   * @param limit most milliseconds between two signs of life, which come with every check that ends
   * @param onKill told which grader's fork had to be killed
   */
  constructor(options: PoolOptions, limit: number, onKill: (grader: string) => void) {
    super({
      ...options,
      execArgv: [...options.execArgv, ...confinement],
      env: { ...Object.fromEntries(Object.entries(options.env).filter(([name]) => passed.test(name))), TZ: 'UTC' },
    })
    this.#limit = limit
    this.#onKill = onKill
  }

  override async start(): Promise<void> {
    await super.start()
    this.on('message', (message: unknown) => {
      if ((message as { type?: string } | null)?.type === 'testfileFinished') this.#rest()
      else if (this.#whole) this.#listen()
    })
    this.on('exit', () => this.#rest())
  }

  override send(message: Message): void {
    super.send(message)
    if (message.type !== 'run') return
    this.#grader = message.context.files[0]?.filepath ?? ''
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
    this.#onKill(this.#grader)
    // The class keeps its process to itself, and its stop() would ask politely first.
    ;(this as unknown as { _fork?: { kill(signal: string): void } })._fork?.kill('SIGKILL')
  }
}
