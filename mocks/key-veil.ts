import { keysOf, providers } from './environment.ts'
import { mask, redactAccounts } from './redaction.ts'
import { isTestKey } from './test-keys.ts'

/** Variables that tell whose account it is. */
const accounts = ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID']

/** Shorter texts are no keys, and would be found in every word. */
const shortest = 8

/**
 * A text with every key of the environment masked, for whatever is shown or kept: the output of a lesson, errors and their stack
 * traces. Test keys stay.
 */
export function hideKeys(text: string, env = process.env): string {
  let safe = text
  for (const { key } of providers.flatMap((provider) => keysOf(provider, env))) {
    if (key.length >= shortest && !isTestKey(key)) safe = safe.replaceAll(key, mask(key))
  }
  for (const account of accounts.map((name) => env[name]))
    if (account) safe = safe.replaceAll(account, redactAccounts(account))
  return safe
}
