import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Exercise } from '../grade/exercises.ts'
import { watchSaves } from './saves.ts'

let folder = ''
let exercises: Exercise[] = []
let stop = () => {}
const saved: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-saves-'))
  exercises = ['1-one', '2-two'].map((name, i) => ({
    id: `1.${i + 1}`,
    lesson: '01-api-basics',
    name,
    title: name,
    file: join(folder, `${name}.ts`),
    grader: join(folder, `${name}.test.ts`),
  }))
  for (const { file } of exercises) writeFileSync(file, 'before')
  saved.length = 0
  stop = watchSaves(exercises, ({ id }) => saved.push(id))
})

afterEach(() => {
  stop()
  rmSync(folder, { recursive: true })
})

const told = (ids: string[]) => vi.waitFor(() => expect(saved).toEqual(ids), { timeout: 5000, interval: 10 })

test('a save in several steps is told once', async () => {
  for (const text of ['', 'half', 'half and half']) writeFileSync(exercises[0]!.file, text)
  writeFileSync(join(folder, 'notes.md'), 'nothing of ours')
  await told(['1.1'])
})

test('so is one by renaming, as editors do, and one of the grader', async () => {
  writeFileSync(join(folder, 'new~'), 'after!')
  renameSync(join(folder, 'new~'), exercises[1]!.file)
  await told(['1.2'])
  writeFileSync(exercises[0]!.grader, 'check()')
  await told(['1.2', '1.1'])
})

test('a file that is deleted and comes back is told each time', async () => {
  rmSync(exercises[0]!.file)
  await told(['1.1'])
  writeFileSync(exercises[0]!.file, 'back again')
  await told(['1.1', '1.1'])
})
