import { startChild } from './child.ts'
import { quantile } from './figure.ts'
import type { Figure } from './figure.ts'

/** For each stream, by its request, the milliseconds after which its pieces came. */
type Pieces = readonly (readonly [request: string, at: readonly number[]])[]

/**
 * How late the pieces of streamed answers are. The timetable is that of virtual time, in which nothing is ever late; the
 * same requests with the same seed are then answered in real time. The most punctual piece of a stream is taken to be on
 * time.
 *
 * @param counts how many streams at a time
 */
export async function measure({ counts = [1, 50] } = {}): Promise<Figure[]> {
  const timetable = await startChild('./streams-side.ts', '0')
  const real = await startChild('./streams-side.ts', '1')
  const figures: Figure[] = []
  try {
    for (const count of counts) {
      const due = new Map((await timetable.ask(count)) as Pieces)
      const came = (await real.ask(count)) as Pieces
      const late = came.flatMap(([request, at]) => lateness(at, due.get(request) ?? []))
      for (const [name, share] of [
        ['middle', 0.5],
        ['99 %', 0.99],
        ['worst', 1],
      ] as const) {
        figures.push({
          name: `pieces of ${count} stream${count > 1 ? 's' : ''} late, ${name}`,
          value: quantile(late, share),
          unit: 'ms',
          atMost: 5,
        })
      }
    }
  } finally {
    timetable.end()
    real.end()
  }
  return figures
}

function lateness(came: readonly number[], due: readonly number[]): number[] {
  const behind = came.map((at, i) => at - (due[i] ?? NaN))
  const punctual = Math.min(...behind)
  return behind.map((ms) => ms - punctual)
}

if (import.meta.main) console.table(await measure())
