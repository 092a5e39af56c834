import type { DisplayData, WriteDisplayData, WriteStream } from './tslab.ts'
import type { Output } from './nbformat.ts'

type Display = Extract<Output, { output_type: 'display_data' }>

/** Collects what cells show, as a notebook file keeps it. */
export interface OutputCollector {
  /** Begins a cell; everything shown from now on belongs to it. Returns the list that fills. */
  begin(): Output[]
  writeStream: WriteStream
  writeDisplayData: WriteDisplayData
}

/** Makes a collector. Text written in pieces becomes one output, and an update overwrites what it updates, in whichever cell that is. */
export function collectOutputs(): OutputCollector {
  let current: Output[] = []
  const named = new Map<string, Display[]>()
  return {
    begin: () => (current = []),
    writeStream(name, text) {
      const last = current.at(-1)
      if (last?.output_type === 'stream' && last.name === name) last.text += text
      else current.push({ output_type: 'stream', name, text })
    },
    writeDisplayData({ data, metadata, transient }: DisplayData, update = false) {
      const id = transient?.display_id
      const shown = id === undefined ? [] : (named.get(id) ?? [])
      if (update) {
        for (const display of shown) Object.assign(display, { data, metadata })
        return
      }
      const display: Display = { output_type: 'display_data', data, metadata }
      current.push(display)
      if (id !== undefined) named.set(id, [...shown, display])
    },
  }
}
