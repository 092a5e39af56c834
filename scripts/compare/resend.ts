import { answer } from '../../mocks/handle.ts'
import { sentBody } from '../../mocks/kept-body.ts'
import { tape } from '../../mocks/tape.ts'
import type { Exchange } from '../../mocks/tape.ts'
import { mockKeyOf } from '../../mocks/test-keys.ts'

/** Ids that providers give to what they keep, which are others in the simulation. */
const ids = /"id": ?"((?:resp|chatcmpl|file|batch|msg|msgbatch|conv|int|v1)_?[-\w]{8,})"/g

/**
 * Sends recorded requests to the simulated providers, one after the other. Where a request names something that an earlier answer
 * made, it names what the simulation made instead.
 *
 * @param recording exchanges with real providers
 * @returns for each, what the simulation did with it; undefined for a request that nobody simulates or that cannot be made again
 */
export async function resend(recording: readonly Exchange[]): Promise<(Exchange | undefined)[]> {
  const renamed = new Map<string, string>()
  const results: (Exchange | undefined)[] = []
  for (const exchange of recording) {
    const simulated = await sendOne(exchange, (text) => rename(text, renamed))
    const [old, made] = [exchange, simulated].map((each) => idsIn(each?.response?.body ?? ''))
    old?.forEach((id, i) => {
      const other = made?.[i]
      if (other !== undefined) renamed.set(id, other)
    })
    results.push(simulated)
  }
  return results
}

async function sendOne(
  { provider, home, request: { method, url, headers, body, encoding } }: Exchange,
  translate: (text: string) => string,
): Promise<Exchange | undefined> {
  const key = mockKeyOf(provider)
  const own = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (/^(content-length|host|connection|transfer-encoding|cookie)$/.test(name)) return []
    // A key was masked when it was recorded; the scheme in front of it was not.
    if (/key$|^authorization$/.test(name)) return [[name, value.replace(/\S*…\S*$/, key)]]
    return value.includes('…') ? [] : [[name, value]]
  })
  const address = translate(home ?? url).replace(/([?&](?:key|api[-_]?key|access_token)=)[^&]*/i, `$1${key}`)
  const last = tape.exchanges.at(-1)
  const isBare = method === 'GET' || method === 'HEAD' || body === ''
  try {
    const kept = encoding ? { body, encoding } : { body: translate(body) }
    const sent = isBare ? {} : { body: sentBody(kept, headers['content-type'] ?? null) }
    const request = new Request(address, { method, headers: own, ...sent })
    const response = await answer(request)
    await response?.arrayBuffer()
  } catch {
    // What came until then is on the tape.
  }
  const made = tape.exchanges.at(-1)
  return made === last ? undefined : made
}

function rename(text: string, renamed: ReadonlyMap<string, string>): string {
  let result = text
  for (const [old, made] of renamed) result = result.replaceAll(old, made)
  return result
}

function idsIn(body: string): string[] {
  return [...new Set([...body.matchAll(ids)].map(([, id]) => id ?? ''))]
}
