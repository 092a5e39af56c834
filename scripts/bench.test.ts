import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { main } from './bench.ts'
import { missing } from './bench/figure.ts'
import type { Figure } from './bench/figure.ts'
import { readReport, reportTable } from './bench/report.ts'
import type { Report } from './bench/report.ts'
import { inTurns } from './bench/turns.ts'

let home: string
const said: string[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'workbook-bench-'))
  vi.stubEnv('WORKBOOK_HOME', home)
  said.length = 0
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(home, { recursive: true })
})

const start: Figure = {
  name: 'lesson 1, to its first printed line (172 ms)',
  value: 1.234,
  unit: '×',
  floor: { name: 'node with the same imports, ms', value: 129.4 },
  atMost: 1.5,
}
const report = (...figures: Figure[]): Report => ({
  date: '2026-11-21T11:00:00.000Z',
  machine: 'linux x64, 2 × processor',
  node: '26.10.0',
  full: false,
  figures: figures.map((figure) => ({ benchmark: 'start', ...figure })),
})

test('a ratio stands beside its floor and its goal', () => {
  expect(reportTable(report(start)).split('\n')).toEqual([
    '   1.23×  lesson 1, to its first printed line (172 ms)',
    '          node with the same imports, ms: 129',
    '          goal: at most 1.5, reached',
  ])
})

test('an older report stands beside it, whatever time the name carries', () => {
  const older = report({ ...start, name: 'lesson 1, to its first printed line (240 ms)', value: 2 })
  expect(reportTable(report(start), older)).toMatch(/before: 2\.00 ×$/)
})

test('a goal can be missed, and a peer not be installed', () => {
  expect(reportTable(report({ ...start, value: 2 }))).toMatch(/goal: at most 1\.5, missed$/)
  expect(reportTable(report(missing('the notebooks', 'nbconvert is not installed')))).toBe(
    '       –  the notebooks\n          nbconvert is not installed',
  )
})

test('two sides run in turns, each first as often as the other; the first turn does not count', async () => {
  const order: string[] = []
  const side = (name: string, times: number[]) => async () => {
    order.push(name)
    return times.shift() ?? NaN
  }
  const found = await inTurns(3, side('a', [99, 2, 4, 6]), side('b', [99, 1, 1, 2]))
  expect(order.join('')).toBe('ababbaab')
  expect(found).toEqual({ ours: 4, theirs: 1, ratio: 3 })
})

test('measures what it is asked for, saves it, and puts the last run beside the next', async () => {
  expect(await main(['install'])).toBe(0)
  const folder = join(home, 'bench')
  const [name = ''] = readdirSync(folder)
  expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.json$/)
  const saved = readReport(join(folder, name))
  expect(saved.figures.map(({ name }) => name)).toEqual(['size of node_modules'])
  expect(saved.figures[0]?.value).toBeGreaterThan(100)
  expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toMatchObject({ full: false })
  expect(await main(['install', `--compare=${join(folder, name)}`])).toBe(0)
  expect(said.join('\n')).toContain('before: ')
})

test('refuses a name it does not know, and a file that is no report, each in a sentence', async () => {
  await expect(main(['lunch'])).rejects.toThrow(/^Nothing called "lunch" is measured; there are start, calls, .+\.$/)
  writeFileSync(join(home, 'x.json'), '{}')
  await expect(main([`--compare=${join(home, 'x.json')}`])).rejects.toThrow(/is no saved benchmark; name a file of/)
})
