import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolder } from './jupyter.ts'

test('kernels are installed where Jupyter looks on each system', () => {
  const home = join('/', 'home', 'ada')
  expect(dataFolder({}, 'linux', home)).toBe(join(home, '.local', 'share', 'jupyter'))
  expect(dataFolder({ XDG_DATA_HOME: join('/', 'data') }, 'linux', home)).toBe(join('/', 'data', 'jupyter'))
  expect(dataFolder({}, 'darwin', home)).toBe(join(home, 'Library', 'Jupyter'))
  expect(dataFolder({ APPDATA: join('/', 'roaming') }, 'win32', home)).toBe(join('/', 'roaming', 'jupyter'))
})
