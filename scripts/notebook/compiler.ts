// Compiles cells for the processes that run them, one notebook after the other. Started by compilers.ts with a channel to it; what goes
// over the channel is described there.
import type { Compiled, CompileRequest, ToCompiler } from './compilers.ts'
import { loadTslab, type Converted, type Converter } from './tslab.ts'
import { shareDeclarations, skipDocumentation } from './tslab-compiling.ts'
import { repairTslab } from './tslab-repairs.ts'

const tslab = loadTslab()
// Another version, which it would complain of, does not get here: the process that runs the cells looks first.
repairTslab(tslab)
skipDocumentation(tslab)
shareDeclarations(tslab)

let folder = process.cwd()
let converter: Converter | undefined
tslab.typescript.sys.getCurrentDirectory = () => folder

process.on('message', (message: ToCompiler) => {
  if (message === 'done') return end()
  const answer = (compiled: Compiled) => process.send?.(compiled)
  try {
    answer({ converted: compile(message) })
  } catch (error) {
    answer({ crashed: String(error) })
  }
})
process.once('disconnect', () => process.exit())

function compile({ declarations, source, ...notebook }: CompileRequest): Converted {
  folder = notebook.folder
  converter ??= tslab.converter.createConverter({ isJS: false, isBrowser: false })
  const metadata = tslab.metadata.getCodeMetadata(source)
  if (metadata.module === undefined) return converter.convert(declarations, source)
  return { diagnostics: converter.addModule(metadata.module, source, metadata) }
}

function end(): void {
  converter?.close()
  converter = undefined
  // Whatever is left over would count as needed, and the process grow to twice its size.
  globalThis.gc?.()
}
