import { join, relative } from 'node:path'
import { root } from '../lessons.ts'
import type { TypeScript } from './tslab.ts'

/**
 * tslab watches every file it reads, thousands of them in the packages, by looking at each several times a second. Only the reader's own
 * files are watched.
 *
 * When one of them changes, TypeScript puts off two things: to make the program anew, and, where a file or folder appears that it once looked
 * for, to note what it must look up again. tslab has room for one at a time, and with both every further cell failed. The note is taken at once.
 *
 * @param typescript tslab's own; call it before a converter is made
 */
export function repairWatching(typescript: TypeScript): void {
  const { sys, createWatchCompilerHost } = typescript
  const { watchFile } = sys
  sys.watchFile = (path, ...rest) => (isPackage(path) ? { close: () => undefined } : watchFile.call(sys, path, ...rest))

  typescript.createWatchCompilerHost = (files, options, system, ...rest) => {
    const { setTimeout } = system
    system.setTimeout = (callback, ...more) =>
      callback.name === 'updateProgramWithWatchStatus' ? setTimeout.call(system, callback, ...more) : callback()
    return createWatchCompilerHost(files, options, system, ...rest)
  }
}

/** The kit is a package too, and its sources lie beside the lessons. */
const isPackage = (path: string) =>
  path.includes('/node_modules/') || !relative(join(root, 'kit'), path).startsWith('..')
