import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asOf } from '@workbook/kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskFinding, packagesFinding } from './doctor/installation.ts'
import { kernelsFinding } from './doctor/notebooks.ts'
import { catalogueFinding, keysFinding, portsFinding } from './doctor/surroundings.ts'
import { root } from './lessons.ts'
import { writeKernelspecs } from './notebook/kernelspecs.ts'

let scratch = ''
beforeAll(() => void (scratch = mkdtempSync(join(tmpdir(), 'doctor-'))))
afterAll(() => rmSync(scratch, { recursive: true }))

test('looks at everything, says so in words, and shows no key', async () => {
  const key = 'sk-proj-recognisable0123456789'
  const env = { ...process.env, OPENAI_API_KEY: key, GROQ_API_KEY: key, NO_COLOR: '1' }
  const start = join(root, 'scripts/start.mjs')
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [start, 'doctor'], { env })
  for (const name of ['Node', 'Packages', 'Disk', 'ZeroMQ', 'Jupyter', 'Kernels', 'VS Code', 'Ports', 'Keys', 'Models'])
    expect(stdout).toMatch(new RegExp(`^  [✓!] (ok|look) +${name} `, 'm'))
  expect(stdout).toMatch(/Keys +set for openai, groq/)
  expect(stdout + stderr).not.toContain('recognisable')
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
}, 60_000)

/** A project with this in its lockfile and that installed. */
function project(name: string, wanted: Record<string, object>, there: Record<string, object>): string {
  const folder = join(scratch, name)
  for (const path of Object.keys(there)) mkdirSync(join(folder, path), { recursive: true })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: there }))
  return folder
}

const one = { 'node_modules/a': { version: '1.0.0' } }

test('packages that are missing or of another version are named, those for other systems are not', () => {
  expect(packagesFinding(project('same', one, one))).toMatchObject({ state: 'ok' })
  const optional = { ...one, 'node_modules/b': { version: '1.0.0', optional: true } }
  expect(packagesFinding(project('optional', optional, one))).toMatchObject({ state: 'ok' })
  const binding = { version: '1.0.0', optional: true, os: [process.platform] }
  const elsewhere = { ...one, 'node_modules/b': { ...binding, cpu: ['pdp11'] } }
  expect(packagesFinding(project('elsewhere', elsewhere, one))).toMatchObject({ state: 'ok' })
  const here = { ...one, 'node_modules/b': { ...binding, cpu: [process.arch] } }
  expect(packagesFinding(project('here', here, one))).toMatchObject({ state: 'problem', mend: 'npm ci' })
  for (const [name, there] of [
    ['older', { 'node_modules/a': { version: '0.9.0' } }],
    ['missing', {}],
  ] as const) {
    const finding = packagesFinding(project(name, one, there))
    expect(finding).toMatchObject({ state: 'problem', mend: 'npm ci' })
    expect(finding.text).toMatch(/: a$/)
  }
})

test('a package whose folder was deleted is missed, whatever npm remembers', () => {
  const folder = project('deleted', one, one)
  rmSync(join(folder, 'node_modules/a'), { recursive: true })
  expect(packagesFinding(folder)).toMatchObject({ state: 'problem', mend: 'npm ci' })
})

test('half a lockfile is a sentence', () => {
  const folder = project('half', one, one)
  writeFileSync(join(folder, 'package-lock.json'), '{"packages":')
  expect(packagesFinding(folder)).toMatchObject({ state: 'problem', mend: 'git checkout package-lock.json' })
})

test('kernels are missing, installed, or lead to a folder that was moved', () => {
  const folder = join(scratch, 'jupyter')
  expect(kernelsFinding(folder)).toMatchObject({ state: 'look', mend: 'npm run kernel install' })
  writeKernelspecs(join(folder, 'kernels'))
  expect(kernelsFinding(folder)).toMatchObject({ state: 'ok' })
  const gone = JSON.stringify({ argv: ['/nowhere/node', '/nowhere/kernel.ts', '{connection_file}'] })
  writeFileSync(join(folder, 'kernels/workbook-mock/kernel.json'), gone)
  expect(kernelsFinding(folder).text).toContain('lead to what is not there any more')
})

test('says which keys are set and never what they are', () => {
  const nothing = join(scratch, 'no.env')
  expect(keysFinding({}, nothing).text).toBe('none set, and none is needed')
  const finding = keysFinding({ ANTHROPIC_API_KEY: 'sk-ant-secret', MISTRAL_API_KEY: '' }, nothing)
  expect(finding.text).toBe('set for anthropic; used in live mode only')
})

test('sees that a port is taken', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect((await portsFinding([{ port, use: 'npm run mock' }])).text).toBe(`${port} (npm run mock) taken`)
  await new Promise((resolve) => server.close(resolve))
  expect((await portsFinding([{ port, use: 'npm run mock' }])).text).toBe(`${port} (npm run mock) free`)
})

test('reminds of a catalogue that nobody looked after', () => {
  expect(catalogueFinding('2028-01-01')).toMatchObject({ state: 'look', mend: 'npm run catalogue' })
  expect(catalogueFinding(asOf).text).toContain(asOf)
})

test('progress that cannot be kept is a problem', () => {
  const file = join(scratch, 'file')
  writeFileSync(file, '')
  expect(diskFinding(join(file, 'home'))).toMatchObject({ state: 'problem' })
})
