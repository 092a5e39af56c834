import { readFileSync } from 'node:fs'
import { listLessons } from '../lessons.ts'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import type { Figure } from './figure.ts'
import { inTurns } from './turns.ts'

const megabyte = 1_000_000

/**
 * How long counting the tokens of a megabyte of prose takes, against js-tiktoken and gpt-tokenizer; and of one letter again and
 * again, for which js-tiktoken gets 8,000 only, because its time grows with their square. Each counts in a process of its own.
 *
 * @param rounds turns of each side
 */
export async function measure({ rounds = 5 } = {}): Promise<Figure[]> {
  const ours = await startChild('./tokens-side.ts', 'ours')
  const tiktoken = await startChild('./tokens-side.ts', 'js-tiktoken')
  const tokenizer = await startChild('./tokens-side.ts', 'gpt-tokenizer')
  const count = (child: Child, text: string) => async () => Number(await child.ask(text))
  try {
    const prose = proseOf(megabyte)
    const figures: Figure[] = []
    for (const [peer, child] of [
      ['js-tiktoken', tiktoken],
      ['gpt-tokenizer', tokenizer],
    ] as const) {
      const found = await inTurns(rounds, count(ours, prose), count(child, prose))
      figures.push({
        name: `tokens of 1 MB of prose (${found.ours.toFixed(0)} ms)`,
        value: found.ratio,
        unit: '×',
        floor: { name: `${peer}, ms`, value: found.theirs },
        atMost: 1.2,
      })
    }
    // Once is enough for what takes seconds.
    const letters = await inTurns(1, count(ours, 'a'.repeat(megabyte)), count(tiktoken, 'a'.repeat(8_000)))
    figures.push({
      name: `tokens of one letter, 1 MB (${letters.ours.toFixed(0)} ms)`,
      value: letters.ratio,
      unit: '×',
      floor: { name: 'js-tiktoken for 8,000 letters, ms', value: letters.theirs },
      atMost: 1,
    })
    return figures
  } finally {
    for (const child of [ours, tiktoken, tokenizer]) child.end()
  }
}

/** Prose of the lessons, line by line in another order each time round, so that no cache has seen its sentences. */
function proseOf(bytes: number): string {
  const lines = listLessons()
    .flatMap(({ file }) => readFileSync(file, 'utf8').split('\n'))
    // js-tiktoken refuses what looks like a special token, as in <|endoftext|>.
    .filter((line) => /^\/\/ \w.{40}/.test(line) && !line.includes('<|'))
    .map((line) => line.slice(3))
  let text = ''
  for (let i = 0; text.length < bytes; i++) {
    const words = (lines[(i * 7919) % lines.length] ?? '').split(' ')
    const turn = i % words.length
    text += `${[...words.slice(turn), ...words.slice(0, turn)].join(' ')}\n`
  }
  return text.slice(0, bytes)
}

if (import.meta.main) console.table(await measure())
