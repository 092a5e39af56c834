import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { repairCompiling } from './tslab-compiling.ts'
import { loadTslab } from './tslab.ts'

test('what a cell imports comes along, with what that imports, once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cells '))
  const before = process.cwd()
  onTestFinished(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })
  writeFileSync(join(folder, 'inner.ts'), 'export const inner = 41\n')
  writeFileSync(join(folder, 'outer.ts'), "import { inner } from './inner'\nexport const outer: number = inner + 1\n")
  process.chdir(folder)
  const tslab = loadTslab()
  repairCompiling(tslab.typescript)
  const { convert, close } = tslab.converter.createConverter({ isJS: false, isBrowser: false })

  const first = convert('', "import { outer } from './outer'\nconst x = outer")
  expect(first.sideOutputs?.map(({ path }) => path.slice(-8))).toEqual(['inner.js', 'outer.js'])
  expect(first.declOutput).toContain('declare const x: number')
  const second = convert(first.declOutput ?? '', "import { inner } from './inner'\nx + inner")
  expect([second.diagnostics, second.sideOutputs]).toEqual([[], undefined])
  expect(convert(first.declOutput ?? '', 'const text: string = x').diagnostics).toHaveLength(1)
  close()
})
