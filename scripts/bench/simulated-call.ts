import { startChild } from './child.ts'
import { median } from './figure.ts'
import type { Figure } from './figure.ts'

const questions = { short: 'Say hello in one word.', long: 'What is an API?' } as const

/** Each side makes so many calls before it is the other's turn. */
const callsAtOnce = 100

/**
 * What a call through the openai SDK costs with the simulated provider, against the same call and answer by one static
 * MSW handler. Both sides run in turns in processes of their own; nobody waits for the simulated latency.
 *
 * @param rounds turns of each side; the middle of their ratios counts
 */
export async function measure({ rounds = 15 } = {}): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, question] of Object.entries(questions)) {
    const simulated = await startChild('./calls-side.ts', 'simulated', question)
    const fixed = await startChild('./calls-side.ts', String(simulated.ready), question)
    try {
      // Both have to be compiled before they are compared.
      for (let i = 0; i < 5; i++) for (const side of [simulated, fixed]) await side.ask(callsAtOnce)
      const times = { simulated: [] as number[], fixed: [] as number[], ratio: [] as number[] }
      for (let i = 0; i < rounds; i++) {
        const ours = Number(await simulated.ask(callsAtOnce))
        const theirs = Number(await fixed.ask(callsAtOnce))
        times.simulated.push(ours)
        times.fixed.push(theirs)
        times.ratio.push(ours / theirs)
      }
      figures.push({
        name: `a call through the openai SDK, ${name} answer (${median(times.simulated).toFixed(2)} ms)`,
        value: median(times.ratio),
        unit: '×',
        floor: { name: 'one static MSW handler, ms', value: median(times.fixed) },
        atMost: 1.5,
      })
    } finally {
      simulated.end()
      fixed.end()
    }
  }
  return figures
}

if (import.meta.main) console.table(await measure())
