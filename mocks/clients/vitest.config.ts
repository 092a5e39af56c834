import { defineConfig } from 'vitest/config'

/** The simulated providers, tried with clients that others wrote: `npm run check -- --clients`. */
export default defineConfig({
  test: { name: 'clients', include: ['*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 60_000 },
})
