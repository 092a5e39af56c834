import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join, relative } from 'node:path'
import { measure as callFigures } from './bench/simulated-call.ts'
import type { Figure } from './bench/figure.ts'
import { measure as gradingFigures } from './bench/grading.ts'
import { measure as installationFigures } from './bench/installation.ts'
import { measure as startFigures } from './bench/lesson-start.ts'
import { measure as notebookFigures } from './bench/notebooks.ts'
import { readReport, reportTable } from './bench/report.ts'
import type { Report } from './bench/report.ts'
import { measure as watchFigures } from './bench/save-to-verdict.ts'
import { measure as serverFigures } from './bench/server-load.ts'
import { measure as streamFigures } from './bench/stream-schedule.ts'
import { measure as tokenFigures } from './bench/token-counting.ts'
import { Oops } from './oops.ts'
import { readersPath, readOptions } from './options.ts'
import { workbookHome } from './progress-file.ts'

/** What is measured, by the word that asks for it alone; in full it takes longer and is surer. */
const benchmarks: Record<string, (full: boolean) => Promise<Figure[]>> = {
  start: (full) => startFigures({ rounds: full ? 15 : 5 }),
  calls: (full) => callFigures({ rounds: full ? 15 : 5 }),
  test: (full) => gradingFigures({ rounds: full ? 5 : 1 }),
  watch: (full) => watchFigures({ rounds: full ? 4 : 1 }),
  notebooks: (full) => notebookFigures({ all: full }),
  tokens: (full) => tokenFigures({ rounds: full ? 15 : 3 }),
  mock: (full) => serverFigures(full ? { requests: 100_000 } : { rounds: 3, requests: 5_000 }),
  streams: (full) => streamFigures({ counts: full ? [1, 50] : [50] }),
  install: (full) => installationFigures({ install: full }),
}

/**
 * `npm run bench [name …]`: how fast the workbook is, each figure beside its floor or its peer, which run in turns with it. Saves
 * the figures in `.workbook/bench/`; `--compare=` names an older file to put beside them. `--full` takes its time: more
 * rounds, every notebook, 100,000 requests, an installation.
 *
 * @returns 0, also when a goal is missed: on a busy machine that proves nothing
 * @throws Oops for a name that is not measured, or a file that cannot be compared with
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { full: 'flag', compare: 'value' })
  const unknown = words.find((word) => !Object.hasOwn(benchmarks, word))
  if (unknown !== undefined)
    throw new Oops(`Nothing called "${unknown}" is measured; there are ${Object.keys(benchmarks).join(', ')}.`)
  const before = typeof options.compare === 'string' ? readReport(readersPath(options.compare)) : undefined
  const full = options.full === true
  const figures: Report['figures'] = []
  for (const [name, measure] of Object.entries(benchmarks)) {
    if (words.length > 0 && !words.includes(name)) continue
    console.error(`measuring: ${name} …`)
    figures.push(...(await measure(full)).map((figure) => ({ benchmark: name, ...figure })))
  }
  const report: Report = {
    date: new Date().toISOString(),
    machine: `${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model.trim() || 'processor'}`,
    node: process.versions.node,
    full,
    figures,
  }
  console.log(`Node ${report.node}, ${report.machine}\n`)
  console.log(reportTable(report, before))
  console.log(`\nSaved: ${relative(process.cwd(), save(report))}`)
  return 0
}

/** Keeps a report among the reader's own things; a colon would not do in a name on Windows. */
function save(report: Report): string {
  const folder = join(workbookHome(), 'bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${report.date.slice(0, 19).replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  return file
}
