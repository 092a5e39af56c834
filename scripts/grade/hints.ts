import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Exercise } from './exercises.ts'

/** The hints of an exercise, from the README beside it, as Markdown, from a nudge to nearly the solution. */
export function hintsOf({ id, file }: Exercise): string[] {
  const readme = join(file, '../README.md')
  const text = existsSync(readme) ? readFileSync(readme, 'utf8').replaceAll('\r\n', '\n') : ''
  const section = text.split(/^## /m).find((part) => part.startsWith(`${id} `)) ?? ''
  return [...section.matchAll(/^<details><summary>Hint \d+<\/summary>$([\s\S]*?)^<\/details>$/gm)].map(
    ([, hint = '']) => hint.trim(),
  )
}
