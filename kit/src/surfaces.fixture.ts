import { createRequire } from 'node:module'
import { vi } from 'vitest'

/** What a notebook was told to show; an update replaces what it updates. */
export interface Shown {
  readonly type: string
  readonly content: string
}

interface Jupyter {
  lastWriteDisplayData?: (
    output: { data: Record<string, string>; transient: { display_id?: string } },
    isUpdate?: boolean,
  ) => void
}

/** Runs code as a lesson in a terminal does, without colours, and gives what it printed. */
export function inTerminal(code: () => void): string {
  vi.stubEnv('NO_COLOR', '1')
  vi.stubEnv('FORCE_COLOR', undefined)
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    code()
    return log.mock.calls.map((texts) => texts.join(' ')).join('\n')
  } finally {
    log.mockRestore()
    vi.unstubAllEnvs()
  }
}

/** Runs code as a cell of a notebook does, and gives what is shown in the end. Cells in one test file run one at a time. */
export async function inNotebook(code: () => void | Promise<void>): Promise<Shown[]> {
  const jupyter = createRequire(import.meta.url)('tslab/dist/jupyter.js') as Jupyter
  const shown: (Shown & { id?: string })[] = []
  jupyter.lastWriteDisplayData = ({ data, transient: { display_id: id } }, isUpdate) => {
    const [[type, content] = ['', '']] = Object.entries(data)
    const output = { type, content, ...(id !== undefined && { id }) }
    const place = isUpdate ? shown.findIndex((each) => each.id === id) : shown.length
    shown[place] = output
  }
  vi.stubGlobal('__tslab__', {})
  try {
    await code()
    return shown.map(({ type, content }) => ({ type, content }))
  } finally {
    vi.unstubAllGlobals()
    delete jupyter.lastWriteDisplayData
  }
}
