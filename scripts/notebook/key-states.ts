import { keyFormOf, keyNamesOf, providers } from '../../mocks/environment.ts'
import { mockKeyOf } from '../../mocks/test-keys.ts'
import { Oops } from '../oops.ts'

/**
 * What may stand in a reader's environment where each provider's key belongs: nothing, something that looks like a key, and something
 * that cannot be one, which is a key of a gateway. Test keys are in neither: they ask for a failure, and get it.
 */
const states: Readonly<Record<string, (provider: string) => string>> = {
  absent: () => '',
  set: (provider) => `${keyFormOf(provider)?.words.split(' ')[0] ?? ''}nobodys-key-at-${ending(provider)}`,
  wrong: (provider) => `sk-or-nobodys key, ${ending(provider)}`,
}

/** A lesson shows the last four characters of a key, so they are those of the key that stands for none. */
const ending = (provider: string) => `${provider}-${mockKeyOf(provider).slice(-4)}`

/**
 * The keys that a notebook run finds in its environment.
 *
 * @param state absent, set or wrong
 * @returns variable → key, for every provider; empty for `absent`
 * @throws Oops for any other state
 */
export function keysThatAre(state: string): Record<string, string> {
  const keyOf = Object.hasOwn(states, state) ? states[state] : undefined
  if (!keyOf) throw new Oops(`--keys=${state}: keys are ${Object.keys(states).join(', ')}.`)
  const keys = providers.map((provider) => [keyNamesOf(provider)[0] ?? '', keyOf(provider)])
  return Object.fromEntries(keys.filter(([, key]) => key))
}
