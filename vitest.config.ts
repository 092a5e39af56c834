import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { exercisesProject } from './scripts/grade/project.ts'

/** Two projects: the workbook's own tests, and the graders of the exercises, which `npm test` runs with a scoreboard. */
export default defineConfig({
  test: {
    // Vitest would leave one of the processors free, which is half of them on a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'workbook',
          include: ['{kit,mocks,scripts}/**/*.test.ts'],
          // They have packages of their own, which a reader does not install: npm run check -- --clients
          exclude: ['**/node_modules/**', 'mocks/clients/**'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      exercisesProject(),
    ],
  },
})
