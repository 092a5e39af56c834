import { afterAll, expect, test, vi } from 'vitest'
import { loadTslab, type Converter } from './tslab.ts'

// It takes the timers that it finds when it is loaded.
vi.useFakeTimers()
const { readTypesLate } = await import('./late-types.ts')
afterAll(() => void vi.useRealTimers())

/** A tslab whose converter only counts how often it is made and closed. */
function counting() {
  const tslab = { ...loadTslab() }
  const counts = { made: 0, closed: 0 }
  const made = { convert: () => ({ diagnostics: [] }), close: () => void counts.closed++ } as unknown as Converter
  tslab.converter = { createConverter: () => (counts.made++, made) }
  class Handler extends tslab.jupyter.JupyterHandlerImpl {}
  tslab.jupyter = { ...tslab.jupyter, JupyterHandlerImpl: Handler }
  readTypesLate(tslab)
  const converter = tslab.converter.createConverter({ isJS: false, isBrowser: false })
  return { counts, converter, introduce: () => Handler.prototype.handleKernel.call({ isJs: false }) }
}

test('a kernel introduces itself without the types, and reads them when nobody asks any more', () => {
  const { counts, introduce } = counting()
  expect(introduce()).toMatchObject({ language_info: { name: 'typescript' } })
  vi.advanceTimersByTime(150)
  introduce()
  vi.advanceTimersByTime(150)
  expect(counts.made).toBe(0)
  vi.runAllTimers()
  expect(counts.made).toBe(1)
})

test('a cell that comes before has them read, once', () => {
  const { counts, converter } = counting()
  converter.convert('', '1')
  converter.convert('', '2')
  converter.close()
  expect(counts).toEqual({ made: 1, closed: 1 })
})

test('a kernel that is closed at once never reads them', () => {
  const { counts, converter, introduce } = counting()
  introduce()
  converter.close()
  vi.runAllTimers()
  expect(counts).toEqual({ made: 0, closed: 0 })
})
