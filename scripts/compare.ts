import { setPace } from '../mocks/pace.ts'
import { beginWorld } from '../mocks/world.ts'
import { differences } from './compare/differences.ts'
import { resend } from './compare/resend.ts'
import { readExchanges } from './lesson/exchange-file.ts'
import { Oops } from './oops.ts'
import { readersPath, readOptions } from './options.ts'

/**
 * `npm run compare <recording>`: sends the requests of a live run's recording to the simulated providers, and tells how their answers
 * differ from the real ones. Reaches no network.
 *
 * @returns 0 when nothing differs, else 1
 * @throws Oops when there is no such recording
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  const [word, ...more] = words
  if (word === undefined || more.length)
    throw new Oops('Name one recording, as in: npm run compare .workbook/recordings/<file>.jsonl')
  const recording = readExchanges(readersPath(word)).filter(({ live }) => live)
  if (!recording.length) throw new Oops(`${word} has no exchange with a real provider; name another recording.`)
  setPace(0)
  beginWorld(1)
  const simulated = await resend(recording)
  let drifted = 0
  for (const [i, { provider, request, home, response, error }] of recording.entries()) {
    const other = simulated[i]?.response
    const found =
      response && other
        ? differences(response, other)
        : response || other
          ? [response ? 'only the recording has an answer' : `the recording has no answer (${error ?? 'none came'})`]
          : []
    if (found.length) drifted++
    const { pathname } = new URL(home ?? request.url)
    const path = pathname.replaceAll(longId, '$1…$2')
    const verdict = found.length ? `${found.length} difference${found.length === 1 ? '' : 's'}` : 'same'
    console.log(`${provider} ${request.method} ${path} ${response?.status ?? '-'}: ${verdict}`)
    for (const one of found) console.log(`  ${one}`)
  }
  console.log(`\n${recording.length - drifted} of ${recording.length} exchanges are the same in the simulation.`)
  return drifted ? 1 : 0
}

/** An id in a path, which would break the line of most terminals: its beginning and its last four characters are enough. */
const longId = /(?<=\/)([a-z]+_)\w{16,}(\w{4})(?=\/|$)/g
