import { join } from 'node:path'
import { workbookHome } from '../progress-file.ts'

/** The folder for what the workbook keeps for one person; never in version control. */
export function ownFolder(...parts: string[]): string {
  return join(workbookHome(), ...parts)
}

/** Lets Node keep compiled code between runs; TypeScript alone, which tslab brings, is ten megabytes of it. */
export const compileCache = (): { NODE_COMPILE_CACHE: string } => ({ NODE_COMPILE_CACHE: ownFolder('compile-cache') })

/** What a program needs of its surroundings to run at all, on any system. */
const needed = /^(path|home|userprofile|tmp|temp|tmpdir|systemroot|windir|comspec|pathext|appdata|localappdata)$/i

/**
 * The environment in which a notebook gives the same outputs on every machine: no keys, no colours, one language and time zone, the
 * simulated providers, always the same random numbers, and a clock that nobody waits for.
 */
export function reproducibleEnvironment(env = process.env): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => needed.test(entry[0]) && entry[1] !== undefined,
  )
  return {
    ...Object.fromEntries(kept),
    ...compileCache(),
    LLM_MODE: 'mock',
    WORKBOOK_SEED: '1',
    WORKBOOK_SPEED: '0',
    NO_COLOR: '1',
    TZ: 'UTC',
    LC_ALL: 'en_US.UTF-8',
  }
}
