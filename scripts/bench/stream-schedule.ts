import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { quantile } from './figure.ts'
import type { Figure } from './figure.ts'

/** For each stream, by its request, the milliseconds after which its pieces came. */
type Pieces = readonly (readonly [request: string, at: readonly number[]])[]

/**
 * How late the pieces of streamed answers are. The timetable is that of virtual time, in which nothing is ever late; the
 * same requests with the same seed are then answered in real time. The most punctual piece of a stream is taken to be on
 * time. A plain node:http server that writes on the same timetable tells how late the machine itself is.
 *
 * @param counts how many streams at a time
 * @param rounds how often so many are read
 */
export async function measure({ counts = [1, 50], rounds = 5 } = {}): Promise<Figure[]> {
  const timetable = await startChild('./streams-side.ts', '0')
  const real = await startChild('./streams-side.ts', '1')
  const bare = await startChild('./bare-streams-side.ts')
  const figures: Figure[] = []
  try {
    for (const count of counts) {
      const late: number[] = []
      const floor: number[] = []
      // The first round is not counted: code that has never run so much at once is still being compiled.
      for (let i = 0; i <= rounds; i++) {
        const pieces = (await timetable.ask(count)) as Pieces
        const due = new Map(pieces)
        const latenessOf = async (side: Child, question: unknown) =>
          ((await side.ask(question)) as Pieces).flatMap(([request, at]) => lateness(at, due.get(request) ?? []))
        // Both at once, since what else the machine has to do changes from second to second.
        const [ours, bares] = await Promise.all([latenessOf(real, count), latenessOf(bare, pieces)])
        if (i === 0) continue
        late.push(...ours)
        floor.push(...bares)
      }
      for (const [name, share] of [
        ['middle', 0.5],
        ['99 %', 0.99],
        ['worst', 1],
      ] as const) {
        figures.push({
          name: `pieces of ${count} stream${count > 1 ? 's' : ''} late, ${name}`,
          value: quantile(late, share),
          unit: 'ms',
          floor: { name: 'a plain server, ms', value: quantile(floor, share) },
          atMost: 5 + quantile(floor, share),
        })
      }
    }
  } finally {
    timetable.end()
    real.end()
    bare.end()
  }
  return figures
}

function lateness(came: readonly number[], due: readonly number[]): number[] {
  const behind = came.map((at, i) => at - (due[i] ?? NaN))
  const punctual = Math.min(...behind)
  return behind.map((ms) => ms - punctual)
}

if (import.meta.main) console.table(await measure())
