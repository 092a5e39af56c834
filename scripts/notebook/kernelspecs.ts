import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mockKernel } from './conversion.ts'
import { compileCache } from './environment.ts'

/** The two kernels: they differ in whether a key that is set is used. */
const kernels = [
  { ...mockKernel, mode: 'mock' },
  { ...mockKernel, name: 'workbook-live', display_name: 'TypeScript (workbook, live)', mode: 'live' },
]

/**
 * Writes the kernels' descriptions, with absolute paths, so that they work from any folder and with any PATH.
 *
 * @param folder a `kernels` folder that Jupyter looks into
 * @returns the folders written
 */
export function writeKernelspecs(folder: string): string[] {
  return kernels.map(({ name, display_name, language, mode }) => {
    const spec = {
      argv: [process.execPath, join(import.meta.dirname, 'kernel.ts'), '{connection_file}'],
      display_name,
      language,
      env: { LLM_MODE: mode, ...compileCache() },
      interrupt_mode: 'signal',
    }
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'kernel.json'), `${JSON.stringify(spec, null, 2)}\n`)
    return join(folder, name)
  })
}

/** The kernels, by the names Jupyter knows them under. */
export const kernelNames: readonly string[] = kernels.map(({ name }) => name)

/**
 * Removes what `writeKernelspecs` wrote.
 * @returns the folders removed; none where there were none
 */
export function removeKernelspecs(folder: string): string[] {
  const there = kernels.map(({ name }) => join(folder, name)).filter((path) => existsSync(path))
  for (const path of there) rmSync(path, { recursive: true })
  return there
}
