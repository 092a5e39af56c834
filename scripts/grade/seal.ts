import { createHash } from 'node:crypto'

/** The variable that brings a fork its secret. */
export const sealVariable = 'WORKBOOK_SEAL'

/** What only the grader itself can say of a check that passed, since only it was there when the fork knew its secret. */
export function sealOf(secret: string, check: string): string {
  return createHash('sha256').update(`${secret}\n${check}`).digest('hex')
}
