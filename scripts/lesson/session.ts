import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import wrapAnsi from 'wrap-ansi'
import { hideKeys } from '../../mocks/key-veil.ts'
import { parseCells } from '../cells.ts'
import { root } from '../lessons.ts'
import type { Lesson } from '../lessons.ts'
import { Oops } from '../oops.ts'
import { updateProgress } from '../progress-file.ts'
import { captureOutput } from './capture.ts'
import { hookCells } from './instrument.ts'
import { watchForAccidents } from './accidents.ts'
import { confirmLive, findLive } from './live.ts'
import { locateLines } from './origin.ts'
import { newRecordingFile, newestRecording } from './recordings.ts'
import { prepareFile, readExchanges, writeExchanges } from './exchange-file.ts'
import type { Settings } from './settings.ts'
import { openTerminal } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** How a lesson ended. */
export type Ending = 'finished' | 'failed' | 'menu' | 'quit' | 'interrupted'

/**
 * Runs a lesson in this process, cell by cell: the simulated providers first, then its module.
 *
 * @returns how it ended; everything the reader needs to know is printed
 * @throws Oops when it cannot begin
 */
export async function runLesson(lesson: Lesson, settings: Settings): Promise<Ending> {
  const source = {
    file: lesson.file,
    name: relative(root, lesson.file).startsWith('..')
      ? lesson.file
      : relative(root, lesson.file).replaceAll('\\', '/'),
    text: readFileSync(lesson.file, 'utf8'),
  }
  const cells = parseCells(source.text, source.name)
  if (cells.length === 0)
    throw new Oops(`${source.name}:1: this lesson has no cells; start one with  // %% id="a-name"`)
  const traceFile = typeof settings.trace === 'string' ? settings.trace : undefined
  if (traceFile !== undefined) prepareFile(traceFile)
  const recordingFile = settings.record ? newRecordingFile(lesson) : undefined
  if (recordingFile !== undefined) prepareFile(recordingFile)
  const replayed = settings.replay === true ? newestRecording(lesson) : settings.replay
  const replay = replayed === undefined ? undefined : readExchanges(replayed).filter(({ live }) => live)
  if (replay?.length === 0) throw new Oops(`${replayed} has no exchange with a real provider; name another recording.`)

  const terminal = veiled(openTerminal())
  const plan = settings.live === undefined ? undefined : await findLive(settings.live)
  terminal.write(`${terminal.palette.quiet(banner(lesson, settings, terminal.columns()))}\n`)
  const left = plan && (await confirmLive(lesson, plan, settings.budget, terminal))
  if (left) return left
  const accidents = watchForAccidents()
  const [{ startMocks }, { tape }, { createStage }] = await Promise.all([
    import('../../mocks/start.ts'),
    import('../../mocks/tape.ts'),
    import('./stage.ts'),
  ])
  process.env.LLM_MODE = plan ? 'live' : 'mock'
  startMocks({
    live: plan?.live ?? [],
    budget: settings.budget,
    speed: settings.speed,
    ...(replay && { replay }),
    ...(settings.seed !== undefined && { seed: settings.seed }),
  })
  if (settings.trace) tape.locateWith(locateLines(lesson.file))
  if (terminal.palette.colours) usePaletteForObjects()

  const capture = captureOutput(terminal, process.stdout, process.stderr)
  const trace = settings.trace === true ? createTracer(terminal) : async () => []
  const stage = createStage({ cells, terminal, capture, afterCell: (last) => trace(tape.exchanges, last) })
  hookCells(lesson.file, stage.cell)

  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    // What breaks from now on, in work that nobody awaited, is told all the same.
    accidents.afterwards((error) => {
      process.exitCode = 1
      void fail(error)
    })
    capture.end()
    leaveClean(terminal, stage.asking)
    saveProgress(lesson, stage.seen, cells.length)
    if (traceFile !== undefined) writeExchanges(traceFile, tape.exchanges)
    const real = tape.exchanges.filter(({ live, refused }) => live && !refused)
    if (recordingFile !== undefined) writeExchanges(recordingFile, real)
  }
  process.once('exit', end)

  const running = import(pathToFileURL(lesson.file).href).then(() => 'finished' as const)
  const outcome = await Promise.race([running, stage.left, accidents.happened]).catch((error: unknown) => ({ error }))
  if (typeof outcome === 'object') {
    capture.hold(false)
    return fail(outcome.error)
  }
  if (outcome !== 'finished') {
    end()
    await sayCost()
    return outcome
  }
  await stage.finish()
  end()
  const { nextSteps } = await import('./closing.ts')
  const steps = nextSteps(lesson).map((step) => `  ${step}`)
  const gap = capture.margin.endsBlank ? '' : '\n'
  terminal.write(`${gap}${(await account(true)).join('\n')}\n\nNext:\n${steps.join('\n')}\n`)
  return 'finished'

  /** What the run has cost, and what it has written; why calls were not sent, whoever saw an error was told there. */
  async function account(isComplete: boolean): Promise<string[]> {
    const { bill } = await import('./closing.ts')
    const [total = '', ...details] = bill(tape.exchanges, plan !== undefined, isComplete)
    // What goes on in the next line stands further in, as the lines below a sum do.
    const wrapped = details.map((line) =>
      wrapAnsi(line.trimStart(), Math.min(terminal.columns(), 120) - 2)
        .split('\n')
        .map((part, i) => (i > 0 || line.startsWith(' ') ? `  ${part}` : part))
        .join('\n'),
    )
    const kept = [traceFile, recordingFile].filter((file) => file !== undefined).map((file) => `written: ${file}`)
    return [terminal.palette.strong(total), ...wrapped, ...kept]
  }

  /** Whoever leaves before the end of a live run, or has to, is told what it has cost all the same. */
  async function sayCost(): Promise<void> {
    if (plan && tape.exchanges.length) terminal.write(`\n${(await account(false)).join('\n')}\n`)
  }

  async function fail(error: unknown): Promise<Ending> {
    const { describeBrokenLesson, describeFailure } = await import('./failure.ts')
    const left = leftWhileAsked(error)
    if (left) {
      end()
      await sayCost()
      return left
    }
    if (!ended) await stage.finish()
    end()
    const broken = stage.seen === 0 ? describeBrokenLesson(error, source) : undefined
    if (broken) throw broken
    terminal.writeError(`\n${describeFailure(error, source, cells[stage.seen - 1], terminal)}\n`)
    await sayCost()
    return 'failed'
  }
}

/** A terminal on which no key of the environment is seen, whoever writes it. */
function veiled(terminal: Terminal): Terminal {
  return {
    ...terminal,
    write: (text) => terminal.write(hideKeys(text)),
    writeError: (text) => terminal.writeError(hideKeys(text)),
  }
}

/** One line that says where the requests go. */
function banner({ number }: Lesson, { live, replay, speed, seed }: Settings, columns: number): string {
  const mode = live
    ? ['live: requests to real providers cost money', 'live: real requests, real money', 'live']
    : replay
      ? ['replayed: a recording answers, nothing is sent', 'replayed, nothing is sent', 'replayed']
      : ['simulated: this machine answers, nothing is sent', 'simulated, nothing is sent', 'simulated']
  const details = [seed !== undefined && `seed ${seed}`, speed !== 0 && speed !== 1 && `speed ${speed}`].filter(Boolean)
  const lines = mode.map((text) => [`Lesson ${number}`, text, ...details].join(' · '))
  return lines.find((line) => line.length <= columns) ?? lines.at(-1)!
}

/** What the reader meant by a key at which `ask()` throws: Ctrl-C or Ctrl-D. */
function leftWhileAsked(error: unknown): 'interrupted' | 'quit' | undefined {
  const key = error instanceof Error && error.name === 'AbortError' && /Ctrl\+(C|D)/.exec(error.message)?.[1]
  return key ? (key === 'C' ? 'interrupted' : 'quit') : undefined
}

/** Whatever a lesson or its end left switched on, the shell gets its terminal as it was. */
function leaveClean(terminal: Terminal, inFooter: boolean): void {
  if (!terminal.interactive && !process.stdout.isTTY) return
  if (process.stdin.isTTY) process.stdin.setRawMode(false)
  terminal.write(`${inFooter ? '\n' : ''}\x1b[0m\x1b[?25h`)
}

function saveProgress(lesson: Lesson, seen: number, of: number): void {
  if (seen === 0) return
  updateProgress(({ lessons }) => {
    lessons[lesson.folder] = { seen: Math.min(Math.max(seen, lessons[lesson.folder]?.seen ?? 0), of), of }
  })
}

/** Printed objects use our colours, as some of Node's cannot be read on a light background. */
function usePaletteForObjects(): void {
  Object.assign(inspect.styles, { number: 'blue', bigint: 'blue', boolean: 'blue', special: 'cyan', name: 'cyan' })
}

/** Shows each call once, when it is over. */
function createTracer(terminal: Terminal) {
  const shown = new Set<number>()
  return async (exchanges: (typeof import('../../mocks/tape.ts'))['tape']['exchanges'], last: boolean) => {
    const [{ renderExchange }, { loadHighlighter }] = await Promise.all([
      import('./trace.ts'),
      import('./highlight.ts'),
    ])
    const highlight = await loadHighlighter(terminal.palette)
    const ready = exchanges.filter(({ id, response, error }) => !shown.has(id) && (last || error || response?.body))
    return ready.map((exchange) => {
      shown.add(exchange.id)
      return renderExchange(exchange, {
        palette: terminal.palette,
        width: Math.min(terminal.columns(), 160),
        highlight,
      })
    })
  }
}
