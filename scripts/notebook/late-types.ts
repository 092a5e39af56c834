// Reading the types that every cell knows (TypeScript's own and Node's) is four fifths of the work of a start. A kernel can introduce itself
// without them; it reads them while its reader reads, or when a cell comes first.
import type { Converter, Tslab } from './tslab.ts'

/** Taken before any simulated clock is set up: a kernel talks to Jupyter in real time. */
const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis

/** How long nobody may have asked for an introduction, in ms. Jupyter asks again until it has seen an answer, and must not find the kernel at work. */
const quiet = 200

/** Has tslab make its converter, and so read the types, when it is needed or nothing else is to do. Call it before a kernel is started. */
export function readTypesLate({ converter, jupyter }: Tslab): void {
  const { createConverter } = converter
  const { handleKernel } = jupyter.JupyterHandlerImpl.prototype
  let prepare = () => {}
  let waiting: NodeJS.Timeout | undefined

  jupyter.JupyterHandlerImpl.prototype.handleKernel = function () {
    clearRealTimeout(waiting)
    waiting = setRealTimeout(() => prepare(), quiet)
    return handleKernel.call(this)
  }

  converter.createConverter = (options): Converter => {
    // For cells that say they are for a browser, of which hardly anybody has one.
    if (options.isBrowser) return createConverter(options)
    let made: Converter | undefined
    const make = () => (made ??= createConverter(options))
    prepare = make
    return {
      convert: (...args) => make().convert(...args),
      inspect: (...args) => make().inspect(...args),
      complete: (...args) => make().complete(...args),
      addModule: (...args) => make().addModule(...args),
      close() {
        clearRealTimeout(waiting)
        made?.close()
      },
    }
  }
}
