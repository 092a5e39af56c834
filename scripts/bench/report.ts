import { readFileSync } from 'node:fs'
import { Oops } from '../oops.ts'
import type { Figure } from './figure.ts'

/** One run of the benchmark, as it is saved. */
export interface Report {
  /** ISO 8601. */
  readonly date: string
  readonly machine: string
  readonly node: string
  readonly full: boolean
  readonly figures: (Figure & { readonly benchmark: string })[]
}

/**
 * Reads a report that an earlier run saved.
 * @throws Oops for a file that is none
 */
export function readReport(file: string): Report {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Report> | null
    if (Array.isArray(read?.figures)) return read as Report
  } catch {
    // The sentence below says what to do about either.
  }
  throw new Oops(`${file} is no saved benchmark; name a file of .workbook/bench/, which npm run bench writes.`)
}

/**
 * The figures as text of at most 80 columns: what was measured, the value with its goal, and below it the floor.
 * @param before an older report; figures it has too are followed by what they were
 */
export function reportTable(report: Report, before?: Report): string {
  return report.figures.map((figure) => entry(figure, before && sameIn(before, figure))).join('\n')
}

function entry(figure: Figure, before: Figure | undefined): string {
  if (figure.missing !== undefined) return `${'–'.padStart(8)}  ${figure.name}\n${' '.repeat(10)}${figure.missing}`
  const notes = [
    figure.floor && `${figure.floor.name}: ${amount(figure.floor.value)}`,
    goal(figure),
    before && `before: ${amount(before.value)} ${before.unit}`,
  ].filter((note) => note !== undefined)
  const unit = figure.unit === '×' ? '×' : ''
  const name = unit ? figure.name : `${figure.unit}, ${figure.name}`
  return [
    `${`${amount(figure.value)}${unit}`.padStart(8)}  ${name}`,
    ...notes.map((note) => `${' '.repeat(10)}${note}`),
  ].join('\n')
}

/** The goal in words, and whether it was reached. */
function goal({ value, atMost, atLeast }: Figure): string | undefined {
  if (atMost !== undefined) return `goal: at most ${limit(atMost)}, ${value <= atMost ? 'reached' : 'missed'}`
  if (atLeast !== undefined) return `goal: at least ${limit(atLeast)}, ${value >= atLeast ? 'reached' : 'missed'}`
  return undefined
}

/** A goal that was computed has more digits than anybody wants to read. */
function limit(value: number): string {
  return String(Number(value.toFixed(2)))
}

function amount(value: number): string {
  if (value > 0 && value < 0.01) return value.toPrecision(1)
  return value >= 100 ? Math.round(value).toString() : value.toFixed(value >= 10 ? 1 : 2)
}

/** The same figure in another report; the times that names carry in brackets differ. */
function sameIn(report: Report, figure: Figure): Figure | undefined {
  const bare = (name: string) => name.replace(/ \(.*\)$/, '')
  return report.figures.find(({ name, missing }) => missing === undefined && bare(name) === bare(figure.name))
}
