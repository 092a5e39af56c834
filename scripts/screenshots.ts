import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lessons.ts'
import { readOptions } from './options.ts'
import { createCopy, shots, take } from './screenshots/shots.ts'
import { drawTerminal } from './screenshots/terminal-picture.ts'

/** `npm run screenshots`: runs each command for real, in a copy of the workbook, and draws what it printed as SVG into docs/. */
export async function main(args: string[]): Promise<number> {
  readOptions(args, {})
  const copy = createCopy()
  try {
    for (const shot of shots) {
      writeFileSync(join(root, 'docs', shot.file), drawTerminal(take(shot, copy), shot.title))
      console.log(`docs/${shot.file}`)
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
  return 0
}
