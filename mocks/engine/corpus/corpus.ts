import { END, encode } from '../tokens.ts'
import { basics } from './basics.ts'
import { code } from './code.ts'
import { cost } from './cost.ts'
import { errors } from './errors.ts'
import { everyday } from './everyday.ts'
import { haiku } from './haiku.ts'
import { parameters } from './parameters.ts'
import { production } from './production.ts'
import { providers } from './providers.ts'
import { smallTalk } from './small-talk.ts'
import { streaming } from './streaming.ts'
import type { Text } from './text.ts'
import { tokens } from './tokens.ts'
import { tools } from './tools.ts'

/** Everything the simulated model has read. */
export const corpus: readonly Text[] = [
  ...basics,
  ...providers,
  ...parameters,
  ...streaming,
  ...errors,
  ...tokens,
  ...cost,
  ...production,
  ...tools,
  ...smallTalk,
  ...haiku,
  ...everyday,
  ...code,
]

/** The corpus as the model reads it: all answers one after the other, each closed by the end token. */
export interface Reading {
  readonly tokens: Int32Array
  /** Where each answer starts. */
  readonly starts: readonly number[]
  /** Token → every place right after it. */
  readonly after: ReadonlyMap<number, readonly number[]>
  /** Token → how often it occurs. */
  readonly counts: ReadonlyMap<number, number>
}

let reading: Reading | undefined

/** Tokenises the corpus when it is first needed, and only once. */
export function readCorpus(): Reading {
  reading ??= read(corpus.flatMap((text) => text.answers))
  return reading
}

function read(answers: readonly string[]): Reading {
  const all: number[] = []
  const starts: number[] = []
  for (const answer of answers) {
    starts.push(all.length)
    all.push(...encode(answer), END)
  }
  const after = new Map<number, number[]>()
  const counts = new Map<number, number>()
  for (const [place, token] of all.entries()) {
    counts.set(token, (counts.get(token) ?? 0) + 1)
    if (token === END) continue
    const places = after.get(token)
    if (places) places.push(place + 1)
    else after.set(token, [place + 1])
  }
  return { tokens: Int32Array.from(all), starts, after, counts }
}
