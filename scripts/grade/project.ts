import { join } from 'node:path'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { root } from '../lessons.ts'
import { imports } from './imports.ts'
import { rooms } from './rooms.ts'
import { subjects } from './subjects.ts'

/** How vitest runs graders: the same under `npm test`, `npx vitest` and in an editor. */
export function exercisesProject(): TestProjectInlineConfiguration & object {
  return {
    root,
    plugins: [subjects(), imports()],
    test: {
      name: 'exercises',
      include: ['exercises/**/*.test.ts'],
      environment: 'node',
      pool: 'forks',
      isolate: true,
      setupFiles: [join(root, 'scripts/grade/setup.ts')],
      testTimeout: 20_000,
      // Only the exercise and its grader go through vite; everything else is loaded by Node itself, once.
      server: {
        deps: { external: rooms.map((room) => new RegExp(`^(?:file://)?/?${patternOf(room)}/`)) },
      },
    },
  }
}

/** A folder as a part of a regular expression. */
function patternOf(folder: string): string {
  return folder.replaceAll('\\', '/').replaceAll(/[.*+?^${}()|[\]]/g, '\\$&')
}
