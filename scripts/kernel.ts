import { join } from 'node:path'
import { dataFolder } from './notebook/jupyter.ts'
import { removeKernelspecs, writeKernelspecs } from './notebook/kernelspecs.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/**
 * `npm run kernel install | remove`: puts the workbook's kernels where VS Code and any Jupyter of this user look, and takes them away again.
 * Only needed for VS Code; `npm run notebook` brings the kernels along.
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  const folder = join(process.env.JUPYTER_DATA_DIR ?? dataFolder(), 'kernels')
  if (words.length === 1 && words[0] === 'install') {
    for (const written of writeKernelspecs(folder)) console.log(`written  ${written}`)
    console.log(
      'Reload the window in VS Code, open a lesson.ipynb, and choose the kernel "TypeScript (workbook, mock)".',
    )
    return 0
  }
  if (words.length === 1 && words[0] === 'remove') {
    const removed = removeKernelspecs(folder)
    for (const path of removed) console.log(`removed  ${path}`)
    if (removed.length === 0) console.log(`There are no kernels of the workbook in ${folder}.`)
    return 0
  }
  throw new Oops('Say what to do with the kernels: npm run kernel install, or npm run kernel remove.')
}
