import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { root } from '../lessons.ts'

const scratch = mkdtempSync(join(tmpdir(), 'workbook class '))
afterAll(() => rmSync(scratch, { recursive: true }))
const lesson = '01-api-basics'
const solution = (name: string) => join(root, 'solutions', lesson, name)
const classOf = join(scratch, 'submissions')

/** What a student hands in: files below their folder, with the text or a copy of a file. */
function handIn(student: string, files: Record<string, string>): string {
  const folder = join(classOf, student)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    if (existsSync(content)) cpSync(content, join(folder, name))
    else writeFileSync(join(folder, name), content)
  }
  return folder
}

const first = `exercises/${lesson}/1-first-call.ts`
const wrong = solution('1-first-call.wrong/asked-twice.ts')
const folders = [
  handIn('ada', { [first]: solution('1-first-call.ts') }),
  // The teacher's tests, kit and simulated providers count, whatever came along.
  handIn('=bob,"&<', {
    [first]: wrong,
    [first.replace('.ts', '.test.ts')]: "import { test } from 'vitest'\ntest('✓', () => {})\n",
    'package.json': '{ "imports": { "#grade": "./mine.ts" } }',
    'vitest.config.ts': 'process.exit(0)\n',
    'kit/src/kit.ts': 'export const pick = () => 1\n',
    'mocks/start.ts': 'export const startMocks = () => {}\n',
  }),
  handIn('untouched', { [first]: join(root, first) }),
  handIn('zipped', { [`zipped-main/${first}`]: solution('1-first-call.also/stream.ts') }),
  handIn('no-submission', { 'notes.txt': 'I was ill.\n' }),
]
mkdirSync(join(classOf, 'link', 'exercises', lesson), { recursive: true })
symlinkSync(solution('1-first-call.ts'), join(classOf, 'link', first))
folders.push(join(classOf, 'link'))

const results = join(scratch, 'results.jsonl')
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|VITEST|NODE_OPTIONS|GITHUB_)/.test(name)),
  ),
  NO_COLOR: '1',
}
mkdirSync(join(root, '.workbook'), { recursive: true })
const start = join(root, 'scripts/start.mjs')

function grade(...args: string[]) {
  const run = spawnSync(process.execPath, [start, 'grade', ...args], { cwd: scratch, encoding: 'utf8', env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

describe('a class', () => {
  const { code, out, err } = grade(...folders, `--results=${results}`, '--exercises=1.1')

  test('gets a table with the points of each and the checks most failed', () => {
    expect(err).toBe('')
    expect(out).toMatch(/✓ ada +1\/1 +6\/6/)
    expect(out).toMatch(/✗ =bob,"&< +0\/1 +0\/6/)
    expect(out).toMatch(/✗ untouched +0\/1 +0\/6/)
    expect(out).toMatch(/✓ zipped +1\/1 +6\/6/)
    expect(out).toMatch(/1 of 3 {2}1\.1 sends one request/)
    expect(out).toMatch(/6 students · 2 without a submission/)
  })

  test('says of what is no submission why', () => {
    expect(out).toMatch(/no-submission +The folder holds no exercise/)
    expect(out).toMatch(/link +The folder holds no exercise/)
    expect(code).toBe(1)
  })

  test('is not graded again unless something changed', () => {
    const again = grade(...folders, `--results=${results}`, '--exercises=1.1')
    expect(again.out).toContain('6 of 6 had not changed')
    writeFileSync(join(folders[1]!, first), readFileSync(solution('1-first-call.ts')))
    const changed = grade(...folders, `--results=${results}`, '--exercises=1.1')
    expect(changed.out).toContain('5 of 6 had not changed')
    expect(changed.out).toMatch(/✓ =bob,"&< +1\/1 +6\/6/)
  }, 60_000)

  test('is reported to machines, from merged results, with names that are not markup', () => {
    const [csv, junit, json] = ['csv', 'junit', 'json'].map((kind) => grade('--merge', results, `--report=${kind}`).out)
    expect(csv).toContain(`"'=bob,""&<",1.1,First call,passed,`)
    expect(junit).toContain('name="=bob,&quot;&amp;&lt;: 1.1 First call"')
    const { students } = JSON.parse(json!) as { students: { student: string; points: number }[] }
    expect(students.find(({ student }) => student === 'ada')).toMatchObject({ points: 6, ofPoints: 6 })
  })

  test('is shared between machines', () => {
    const parts = [1, 2].map((part) => {
      const file = join(scratch, `part-${part}.jsonl`)
      grade(folders[2]!, folders[4]!, `--results=${file}`, `--shard=${part}/2`, '--exercises=1.1')
      return file
    })
    const merged = grade('--merge', ...parts).out
    expect(merged).toContain('untouched')
    expect(merged).toContain('2 students · 1 without a submission')
    expect(grade('--merge', ...parts, ...parts).out).toBe(merged)
  }, 60_000)
})

test('paths are those of the folder in which npm was called, which starts us in its own', () => {
  const run = spawnSync(process.execPath, [start, 'grade', '--merge', 'here.jsonl'], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...env, INIT_CWD: classOf },
  })
  expect(run.stderr).toContain(join(classOf, 'here.jsonl'))
})

test.each(['SIGINT', 'SIGHUP'] as const)('what is done when it is stopped by %s is kept', async (signal) => {
  const file = join(scratch, `stopped-${signal}.jsonl`)
  writeFileSync(file, '{"folder": "/half a line')
  const child = spawn(process.execPath, [start, 'grade', ...folders, `--results=${file}`], { env, stdio: 'pipe' })
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const copies = () => readdirSync(join(root, '.workbook')).filter((name) => name.startsWith(`class-${child.pid}-`))
  const ended = new Promise((resolve) => child.on('exit', resolve))
  await vi.waitUntil(() => copies().length > 0, 30_000)
  child.kill(signal)
  const code = await ended
  expect(copies()).toEqual([])
  expect([code, said]).toEqual([130, expect.stringMatching(/Stopped\. \d of 6 are graded and kept/)])
})

test.each([
  [[], /^Name the folders/],
  [['--merge'], /^Name the results files/],
  [
    ['--merge', join(root, 'package.json')],
    /^There are no results in .*package\.json\. Name files that npm run grade wrote\.\n$/,
  ],
  [['--merge', root], /^There is no results file /],
  [['x', `--results=${root}`], /^--results=.* is a folder; name a file, as in --results=week-1\.jsonl\.\n$/],
  [['--merge', 'nothing.jsonl'], /^There is no results file .*nothing\.jsonl/],
  [['x', '--shard=5/4'], /^--shard=5\/4 is not a part/],
  [['x', '--report=xml'], /^There is no report "xml"/],
  [['x', '--report=classroom50'], /is about one student/],
  [['x', '--output=a.csv'], /^--output names the file of a report/],
])('%j is one sentence', (args, sentence) => {
  expect(grade(...args)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(sentence) })
})
