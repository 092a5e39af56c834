import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { type Graded, place, signs } from '../grade/board.ts'
import type { Exercise } from '../grade/exercises.ts'
import { failureInFull, printedLines, sourceLine } from '../grade/failure.ts'
import { textWidth, wrapped } from '../grade/text.ts'

/** A key of the footer and what it does. */
export interface Key {
  /** As `waitForKey` has it. */
  key: string
  /** As it is written on the keyboard. */
  label: string
  does: string
}

/** What came of the exercise at hand: its first failure in full, or what to do now. */
export function verdictPage(graded: Graded, next: Exercise | undefined, hasSolution: boolean): string {
  const { exercise, verdict } = graded
  if (verdict.state === 'passed') return passedPage(graded, next, hasSolution)
  if (verdict.state !== 'not started') return failureInFull(graded, false, false)
  return [
    `${signs['not started']} ${styleText('bold', `${exercise.id} ${exercise.title}`)} · not started`,
    '',
    ...wrapped('Read the task at the top of the file, replace the line that throws, and save.', '  '),
    '',
    `  ${place(exercise, verdict.line)}`,
    ...sourceLine(exercise.file, verdict.line),
  ].join('\n')
}

function passedPage({ exercise, verdict }: Graded, next: Exercise | undefined, hasSolution: boolean): string {
  const { passed, of, points } = verdict
  const advice = [
    next ? `Press n for ${next.id} ${next.title}.` : 'There is nothing left to do here.',
    hasSolution ? 'Press s to compare yours with the solution.' : '',
  ]
  return [
    `${signs.passed} ${styleText('bold', `${exercise.id} ${exercise.title}`)} · passed, ${passed} of ${of} checks, ${points} points`,
    ...printedLines(verdict.printed),
    '',
    ...wrapped(['Well done.', ...advice].join(' ').trim(), '  '),
  ].join('\n')
}

/** How many are passed, as a bar. */
export function progressLine(passed: number, of: number): string {
  const width = 20
  const full = of === 0 ? 0 : Math.floor((width * passed) / of)
  return `${styleText('green', '━'.repeat(full))}${styleText('dim', '┄'.repeat(width - full))} ${passed} of ${of} passed`
}

/** The keys that work now, in as many lines as they need. */
export function footer(keys: readonly Key[]): string[] {
  const lines: { text: string; width: number }[] = []
  for (const { label, does } of keys) {
    const width = stringWidth(`${label} ${does}`)
    const text = `${styleText('bold', label)} ${does}`
    const last = lines.at(-1)
    if (last && last.width + 3 + width <= textWidth()) {
      last.text += ` ${styleText('dim', '·')} ${text}`
      last.width += 3 + width
    } else {
      lines.push({ text, width })
    }
  }
  return lines.map(({ text }) => text)
}
