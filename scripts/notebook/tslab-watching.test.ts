import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repairWatching } from './tslab-watching.ts'
import { loadTslab } from './tslab.ts'

test('a file that appears where one was looked for harms no further cell', () => {
  const tslab = loadTslab()
  const watched: { folder: string; tell: (file: string) => void }[] = []
  Object.assign(tslab.typescript.sys, {
    watchDirectory(folder: string, tell: (file: string) => void) {
      watched.push({ folder, tell })
      return { close: () => undefined }
    },
  })
  repairWatching(tslab.typescript)
  process.chdir(join(import.meta.dirname, 'fixtures', '01-small'))
  const converter = tslab.converter.createConverter({ isJS: false, isBrowser: false })
  converter.convert('', `import { late } from './late'`)
  expect(watched).not.toEqual([])
  for (const { folder, tell } of watched) tell(join(folder, 'late.ts'))
  expect(converter.convert('', 'void 0').output).toContain('void 0')
  converter.close()
})
