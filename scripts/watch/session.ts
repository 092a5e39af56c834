import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import type { Exercise } from '../grade/exercises.ts'
import { hintsOf } from '../grade/hints.ts'
import { saveGraded } from '../grade/history.ts'
import { publishedText } from '../grade/published.ts'
import { wrapped } from '../grade/text.ts'
import type { Grading, Verdict } from '../grade/verdict.ts'
import { nextHint } from '../hint.ts'
import { waitForKey } from '../lesson/keys.ts'
import type { Terminal } from '../lesson/terminal.ts'
import { Oops } from '../oops.ts'
import { readProgress } from '../progress-file.ts'
import { reset } from '../reset.ts'
import { comparison, solutionOf } from '../solution.ts'
import { type Editor, openEditor } from './editor.ts'
import { type Key, footer, progressLine, verdictPage } from './screen.ts'

export interface Settings {
  exercises: readonly Exercise[]
  terminal: Terminal
  grading: Pick<Grading, 'grade'>
  editor: Editor | undefined
  /** Calls back at every save; returns what stops it. */
  watchSaves(onSave: (exercise: Exercise) => void): () => void
}

/**
 * Grades one exercise again and again: at every save, and when Enter is pressed. It stays with the exercise that was saved last until
 * the reader asks for the next.
 * @returns the exit code
 */
export async function watchExercises(settings: Settings): Promise<number> {
  const { exercises, terminal, grading, editor } = settings
  const verdicts = new Map<Exercise, Verdict>()
  const published = new Map<Exercise, string | undefined>()
  const isPassed = (exercise: Exercise) => {
    const verdict = verdicts.get(exercise)
    return verdict ? verdict.state === 'passed' : readProgress().exercises[exercise.id]?.state === 'passed'
  }
  let current = exercises.find((exercise) => !isPassed(exercise)) ?? exercises[0]!
  /** The last verdict as it was then: while the next is on its way, the file is not what it was. */
  let outcome = styleText('bold', `${current.id} ${current.title}`)
  /** What is said below, until the next key. */
  let notice = ''
  /** What is shown instead of the verdict: a hint, a comparison, a message. */
  let page: string | undefined
  let asking = false
  let busy = false
  let again = false
  let away = false

  const nextOne = () => {
    const at = exercises.indexOf(current)
    const others = [...exercises.slice(at + 1), ...exercises.slice(0, at)]
    return others.find((exercise) => !isPassed(exercise))
  }
  const isEdited = () => {
    if (!published.has(current)) published.set(current, publishedText(current))
    const text = published.get(current)
    return text !== undefined && read(current.file) !== text
  }

  const keys = (): Key[] => {
    const quit = { key: 'q', label: 'q', does: 'quit' }
    if (busy) return [quit]
    if (asking)
      return [{ key: 'y', label: 'y', does: 'reset' }, { key: 'n', label: 'n', does: 'leave it as it is' }, quit]
    const hints = hintsOf(current).length
    const seen = readProgress().hints[current.id] ?? 0
    const verdict = verdicts.get(current)
    return [
      { key: '\r', label: 'enter', does: 're-run' },
      ...(hints > 0 ? [{ key: 'h', label: 'h', does: `hint ${Math.min(seen + 1, hints)} of ${hints}` }] : []),
      ...(nextOne() ? [{ key: 'n', label: 'n', does: 'next' }] : []),
      ...(verdict?.state === 'passed' && solutionOf(current) ? [{ key: 's', label: 's', does: 'solution' }] : []),
      ...(isEdited() ? [{ key: 'r', label: 'r', does: 'reset' }] : []),
      ...(editor ? [{ key: 'o', label: 'o', does: `open in ${editor.name}` }] : []),
      quit,
    ]
  }

  const draw = () => {
    if (away) return
    const status = asking
      ? `Reset ${current.id} ${current.title}? Your version is kept.`
      : busy
        ? `Grading ${current.id} …`
        : progressLine(exercises.filter(isPassed).length, exercises.length)
    const lines = [
      ...(page ?? outcome).split('\n'),
      '',
      ...(notice ? [...notice.split('\n'), ''] : []),
      status,
      ...footer(keys()),
    ]
    // From the top, each line's rest and the rest of the screen cleared: nothing flickers.
    terminal.write(`\u001B[H${lines.map((line) => `${line}\u001B[K`).join('\n')}\u001B[J`)
  }

  const run = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    do {
      again = false
      const exercise = current
      draw()
      try {
        const [verdict] = await grading.grade([exercise])
        if (!verdict) continue
        verdicts.set(exercise, verdict)
        saveGraded([{ exercise, verdict }])
        if (exercise !== current) continue
        page = undefined
        outcome = verdictPage({ exercise, verdict }, nextOne(), solutionOf(exercise) !== undefined)
      } catch (error) {
        page = wrapped(`${exercise.id} could not be graded. To try again, press enter. ${String(error)}`).join('\n')
      }
    } while (again)
    busy = false
    draw()
  }

  const open = async (exercise: Exercise) => {
    if (!editor) return
    away = true
    const verdict = verdicts.get(exercise)
    const problem = await openEditor(editor, exercise.file, verdict?.failures[0]?.line ?? verdict?.line ?? 1)
    away = false
    page = problem && wrapped(problem).join('\n')
    clear(terminal)
    draw()
  }

  const act = async (key: string) => {
    notice = ''
    if (asking) {
      asking = false
      if (key !== 'y') return draw()
      notice = attempt(() => reset(current))
      return void run()
    }
    if (key === 'h') page = nextHint(current, 'key')
    if (key === 's') page = attempt(() => comparison(current))
    if (key === 'r') asking = true
    if (key === 'o') return open(current)
    if (key === 'n') current = nextOne() ?? current
    if (key === 'n') page = outcome = styleText('bold', `${current.id} ${current.title}`)
    if (key === 'n' || key === '\r') return void run()
    clear(terminal)
    draw()
  }

  clear(terminal)
  const stopWatching = settings.watchSaves((exercise) => {
    asking = false
    current = exercise
    // A reset is a save too, and says what it did for as long as it is true.
    if (isEdited()) notice = ''
    void run()
  })
  process.stdout.on('resize', draw)
  void run()
  try {
    for (;;) {
      const pressed = await waitForKey(terminal.input, ['\r', 'h', 'n', 's', 'r', 'o', 'q', 'y'])
      if ('end' in pressed) return pressed.end === 'interrupted' ? 130 : 0
      if (pressed.key === 'q') return 0
      if (keys().some(({ key }) => key === pressed.key)) await act(pressed.key)
    }
  } finally {
    away = true
    stopWatching()
    process.stdout.off('resize', draw)
    terminal.write('\n')
  }
}

function clear(terminal: Terminal): void {
  terminal.write('\u001B[2J\u001B[H')
}

/** What a command says, or the sentence of why it cannot. */
function attempt(command: () => string): string {
  try {
    return command()
  } catch (error) {
    if (error instanceof Oops) return wrapped(error.message).join('\n')
    throw error
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
