import { sealOf, sealVariable } from './seal.ts'

// Read once, before any code of a student's is loaded, and then nowhere to be found in this process.
let secret = process.env[sealVariable]
delete process.env[sealVariable]

/** The seal of a check, while seals are given out; undefined under plain vitest, where nobody asks for one. */
export function takeSeal(check: string): string | undefined {
  return secret === undefined ? undefined : sealOf(secret, check)
}

/** Ends the giving out of seals: from now on a student's code may run. */
export function forgetSecret(): void {
  secret = undefined
}
