import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assertionsFile, formatted } from './parity.ts'
import { generateAssertions } from './parity/generate.ts'
import { reasons } from './parity/reasons.ts'
import { subjects } from './parity/subjects.ts'

test('the assertions are those of the simulated bodies; else: npm run parity', async () => {
  expect(readFileSync(assertionsFile, 'utf8')).toBe(formatted(await generateAssertions()))
})

test('every reason belongs to a subject and says something', () => {
  const names = subjects.map(({ name }) => name)
  for (const [name, fields] of Object.entries(reasons)) {
    expect(names).toContain(name)
    for (const reason of Object.values(fields)) expect(reason.length).toBeGreaterThan(10)
  }
})
