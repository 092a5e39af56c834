import { stripVTControlCharacters } from 'node:util'
import { marked } from 'marked'
import { type Graded, place, stateText } from './board.ts'
import { printedLines, sourceLine } from './failure.ts'
import { hintsOf } from './hints.ts'
import { type CheckResult, resultOf } from './sheet.ts'
import type { State } from './verdict.ts'

const colours: Record<State, string> = {
  passed: '#1a7f37',
  'in progress': '#cf222e',
  'does not compile': '#cf222e',
  missing: '#cf222e',
  'not started': '#8c959f',
}

const signs: Record<State, string> = {
  passed: '✓',
  'in progress': '✗',
  'does not compile': '✗',
  missing: '✗',
  'not started': '·',
}

/**
 * The verdict on an exercise as a piece of HTML, for a notebook: what the terminal says, and the hints, folded. Text and ground are the
 * page's own, so that it can be read on a light one and on a dark one; without any style it still reads from top to bottom.
 *
 * @param next what to do next, as the terminal says it; empty in all cards but the last
 */
export function card(graded: Graded, next: string): string {
  const { exercise, verdict } = graded
  const { checks } = resultOf(exercise, verdict)
  const colour = colours[verdict.state]
  const points = verdict.ofPoints > 0 ? ` · ${verdict.points}/${verdict.ofPoints} points` : ''
  const heading = `${signs[verdict.state]} <b>${escape(`${exercise.id} ${exercise.title}`)}</b> · ${escape(stateText(verdict))}${points}`
  const isBegun = verdict.state !== 'not started'
  return [
    `<div style="border:1px solid ${colour};border-left-width:6px;border-radius:6px;padding:8px 14px;margin:6px 0;max-width:640px">`,
    `<div>${heading}</div>`,
    ...(isBegun ? failure(graded) : []),
    list(checks, isBegun, verdict.failures[0]?.sentence),
    ...printed(verdict.printed),
    ...(verdict.state === 'passed' ? [] : hintsOf(exercise).map(hint)),
    ...(next === '' ? [] : [`<p style="margin:8px 0 0">${escape(next).replaceAll('\n', '<br>')}</p>`]),
    '</div>',
  ].join('\n')
}

/** The first failure: the sentence, what was expected and what came, and the line. */
function failure({ exercise, verdict }: Graded): string[] {
  const [first] = verdict.failures
  if (!first) return []
  const { sentence, expected, got, line } = first
  return [
    `<p style="margin:8px 0"><b>${prose(sentence)}</b></p>`,
    ...(expected === undefined ? [] : [`<div>expected</div>\n${pre(expected)}`]),
    ...(got === undefined ? [] : [`<div>got</div>\n${pre(got)}`]),
    ...(verdict.state === 'missing'
      ? []
      : [`<div>${escape(place(exercise, line))}</div>`, pre(sourceLine(exercise.file, line).join('\n').trim())]),
  ]
}

/** @param said the sentence that stands above and need not be said again */
function list(checks: readonly CheckResult[], isBegun: boolean, said?: string): string {
  const items = checks.map(({ name, points, passed, sentence }) => {
    const worth = points > 0 ? ` (${points} ${points === 1 ? 'point' : 'points'})` : ''
    const [sign, word] = !isBegun ? ['·', 'open'] : passed ? ['✓', 'passed'] : ['✗', 'failed']
    const why = isBegun && !passed && sentence && sentence !== said ? `<br>${prose(sentence)}` : ''
    return `<li>${sign} ${word}: ${escape(name)}${worth}${why}</li>`
  })
  return items.length > 0 ? `<ul style="list-style:none;padding-left:0;margin:8px 0">\n${items.join('\n')}\n</ul>` : ''
}

function printed(text: string): string[] {
  const lines = printedLines(text).slice(2)
  return lines.length > 0 ? [`<div>Your code printed:</div>\n${pre(lines.map((line) => line.trim()).join('\n'))}`] : []
}

function hint(markdown: string, i: number): string {
  const html = marked.parse(markdown, { async: false }).trim()
  // The classic notebook takes the triangle away that says that it unfolds.
  return `<details><summary style="display:list-item;cursor:pointer">Hint ${i + 1}</summary>\n${html}\n</details>`
}

function pre(text: string): string {
  return `<pre style="margin:4px 0 8px;white-space:pre-wrap;overflow-wrap:anywhere">${escape(text)}</pre>`
}

/** A sentence with `code` in it. */
function prose(sentence: string): string {
  return escape(sentence).replaceAll(/`([^`\n]+)`/g, '<code>$1</code>')
}

/** Safe in HTML: no markup, no colours of a terminal. */
function escape(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return stripVTControlCharacters(text)
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
