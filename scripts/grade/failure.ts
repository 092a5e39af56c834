import { readFileSync } from 'node:fs'
import { stripVTControlCharacters, styleText } from 'node:util'
import wrapAnsi from 'wrap-ansi'
import { type Graded, place, signs } from './board.ts'
import { textWidth, wrapped } from './text.ts'
import type { Failure } from './verdict.ts'

/** Lines of the student's output that are shown. */
const MOST_PRINTED = 8

/**
 * An exercise that failed, in at most a screenful: its first failure in full, the others a line each.
 * @param stack whether to show where the error came from
 * @param advice whether to end in the commands to go on with
 */
export function failureInFull({ exercise, verdict }: Graded, stack: boolean, advice = true): string {
  const [first, ...others] = withoutRepetition(verdict.failures)
  if (!first) return ''
  const lines = [heading({ exercise, verdict }), '']
  if (first.check) lines.push(styleText('dim', `  Check: ${first.check}`))
  lines.push(...wrapped(styleText('bold', first.sentence), '  '))
  if (first.expected !== undefined || first.got !== undefined) lines.push('')
  if (first.expected !== undefined) lines.push(...wrapped(first.expected, '    expected  '))
  if (first.got !== undefined) lines.push(...wrapped(first.got, '    got       '))
  if (verdict.state !== 'missing') {
    lines.push('', `  ${place(exercise, first.line)}`, ...sourceLine(exercise.file, first.line))
  }
  if (stack && first.stack)
    lines.push(
      '',
      ...first.stack
        .split('\n')
        .filter((line) => /^\s*at /.test(line))
        .map((line) => styleText('dim', `  ${line.trim()}`)),
    )
  if (others.length > 0)
    lines.push('', '  Also:', ...others.slice(0, 5).flatMap((other) => wrapped(brief(other), '  ✗ ')))
  lines.push(...printedLines(verdict.printed))
  if (verdict.state !== 'missing' && advice) {
    lines.push('', `  Stuck? Run: npm run hint ${exercise.id}`, `  When you have saved, run: npm test ${exercise.id}`)
  }
  return lines.join('\n')
}

/** An exercise that failed, in a line. */
export function failureInBrief({ exercise, verdict }: Graded): string {
  const [first] = verdict.failures
  return wrapped(`${exercise.id} ${first?.sentence ?? ''}`, `${signs[verdict.state]} `).join('\n')
}

/** What the student's code printed, apart from our own lines. */
export function printedLines(printed: string): string[] {
  // What moves the cursor or clears the screen would spoil ours.
  const all = stripVTControlCharacters(printed)
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n$/, '')
    .split('\n')
  if (printed === '') return []
  const shown = all
    .slice(0, MOST_PRINTED)
    .flatMap((line) => wrapAnsi(line, textWidth() - 6, { hard: true }).split('\n'))
  const left = all.length - MOST_PRINTED
  return [
    '',
    '  Your code printed:',
    ...shown.slice(0, 2 * MOST_PRINTED).map((line) => `  │ ${line}`),
    ...(left > 0 ? [styleText('dim', `  │ … and ${left} more lines`)] : []),
  ]
}

function heading({ exercise, verdict }: Graded): string {
  const checks = verdict.of > 0 ? `, ${verdict.passed} of ${verdict.of} checks` : ''
  const state = verdict.state === 'missing' ? 'cannot be graded' : verdict.state
  return `${signs[verdict.state]} ${styleText('bold', `${exercise.id} ${exercise.title}`)} · ${state}${checks}`
}

function brief({ check, sentence }: Failure): string {
  return check ? `${check}: ${sentence}` : sentence
}

/** The same sentence under several checks is said once. */
function withoutRepetition(failures: readonly Failure[]): Failure[] {
  return failures.filter(({ sentence }, i) => failures.findIndex((other) => other.sentence === sentence) === i)
}

/** A line of the student's file, as it stands there. */
export function sourceLine(file: string, line: number): string[] {
  const text = readFileSync(file, 'utf8').split(/\r?\n/)[line - 1]?.trimEnd() ?? ''
  const code = text.length > textWidth() - 10 ? `${text.slice(0, textWidth() - 11)}…` : text
  return [styleText('dim', `  ${String(line).padStart(3)} │ `) + code]
}
