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
  /** By token: the first place right after it; 0 for none. */
  readonly firstAfter: Int32Array
  /** By such a place: the next one right after the same token; 0 for none. */
  readonly nextAfter: Int32Array
  /** By token: how often it occurs. */
  readonly counts: Int32Array
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
  const tokens = Int32Array.from(all)
  const firstAfter = new Int32Array(END + 1)
  const nextAfter = new Int32Array(tokens.length + 1)
  const counts = new Int32Array(END + 1)
  // From the end, so that each token's places are in the order of the text.
  for (let place = tokens.length; place > 0; place--) {
    const token = tokens[place - 1] ?? END
    counts[token] = (counts[token] ?? 0) + 1
    if (token === END) continue
    nextAfter[place] = firstAfter[token] ?? 0
    firstAfter[token] = place
  }
  return { tokens, starts, firstAfter, nextAfter, counts }
}
