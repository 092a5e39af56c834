import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lessons.ts'
import { readOptions } from './options.ts'
import { generateAssertions } from './parity/generate.ts'

/** Where the assertions are. */
export const assertionsFile = join(root, 'scripts/parity/assertions.ts')

/** `npm run parity`: writes scripts/parity/assertions.ts anew, after a change of the simulated bodies. */
export async function main(args: string[]): Promise<number> {
  readOptions(args, {})
  writeFileSync(assertionsFile, formatted(await generateAssertions()))
  console.log('written  scripts/parity/assertions.ts; now run npm run check, whose compiler reads it.')
  return 0
}

/** TypeScript as `npm run format` would leave it. */
export function formatted(source: string): string {
  const oxfmt = join(root, 'node_modules/oxfmt/bin/oxfmt')
  const { stdout, stderr, status } = spawnSync(process.execPath, [oxfmt, `--stdin-filepath=${assertionsFile}`], {
    input: source,
    encoding: 'utf8',
    cwd: root,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}
