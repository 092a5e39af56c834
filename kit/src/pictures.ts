import { display, later, oneLine } from './display.ts'

// Every exercise and lesson loads the kit, and few draw: what draws is loaded when something is to be drawn. The drawing library's types are
// large, and a notebook reads the types of all that its cells import: so only the shape of these modules is named.
const barsText = later<typeof import('./bars-text.ts')>('./bars-text.ts')
const barsPicture = later<{ barsPicture(bars: readonly Bar[], options: BarOptions): string }>('./bars-picture.ts')
const linesText = later<typeof import('./lines-text.ts')>('./lines-text.ts')
const linesPicture = later<{ linesPicture(lines: readonly Line[], options: LineOptions): string }>('./lines-picture.ts')
const histogramText = later<typeof import('./histogram-text.ts')>('./histogram-text.ts')
const histogramPicture = later<{ histogramPicture(values: readonly number[], options: HistogramOptions): string }>(
  './histogram-picture.ts',
)
const timelineText = later<typeof import('./timeline-text.ts')>('./timeline-text.ts')
const timelinePicture = later<{ timelinePicture(lanes: readonly Lane[], options: TimelineOptions): string }>(
  './timeline-picture.ts',
)
const tokens = later<typeof import('./tokens.ts')>('./tokens.ts')
const progress = later<typeof import('./progress.ts')>('./progress.ts')

export interface Bar {
  readonly label: string
  readonly value: number
  /** Bars of one group stand together under its name. */
  readonly group?: string
}

export interface BarOptions {
  readonly title: string
  /** Of the values, as 'ms', 'tokens', '%' or '$'. */
  readonly unit: string
}

/**
 * Shows numbers as bars from 0, one under the other, each with its number.
 *
 * @param bars in the order in which they are to stand; negative values go to the left
 * @throws RangeError when a value is not a finite number
 */
export function showBars(bars: readonly Bar[], options: BarOptions): void {
  requireNumbers(
    'showBars',
    bars.map(({ label, value }) => [`the bar "${oneLine(label)}"`, value] as const),
  )
  display({ text: () => barsText().barsText(bars, options), svg: () => barsPicture().barsPicture(bars, options) })
}

export interface Line {
  readonly name: string
  /** In the order in which they are to be connected. */
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface LineOptions {
  readonly title: string
  /** What lies on the axis to the right, with its unit, as 'temperature'. */
  readonly x: string
  /** What lies on the axis upwards, with its unit, as 'wait (ms)'. */
  readonly y: string
}

/**
 * Shows how numbers depend on another, a line for each series.
 *
 * @param lines the series; each has its own marker, so that they can be told apart without colours
 * @throws RangeError when a coordinate is not a finite number
 */
export function showLines(lines: readonly Line[], options: LineOptions): void {
  const coordinates = lines.flatMap(({ name, points }) =>
    points.flatMap(([x, y], i) => [x, y].map((value) => [`point ${i + 1} of "${oneLine(name)}"`, value] as const)),
  )
  requireNumbers('showLines', coordinates)
  display({ text: () => linesText().linesText(lines, options), svg: () => linesPicture().linesPicture(lines, options) })
}

export interface HistogramOptions {
  readonly title: string
  /** What was measured, with its unit, as 'time to first token (ms)'. */
  readonly x: string
  /** About how many bars; the borders between them are round numbers. */
  readonly bins?: number
}

/**
 * Shows how often numbers of each size occur.
 *
 * @param values in any order
 * @throws RangeError when one is not a finite number
 */
export function showHistogram(values: readonly number[], options: HistogramOptions): void {
  requireNumbers(
    'showHistogram',
    values.map((value, i) => [`number ${i + 1} of ${values.length}`, value] as const),
  )
  display({
    text: () => histogramText().histogramText(values, options),
    svg: () => histogramPicture().histogramPicture(values, options),
  })
}

export interface Span {
  readonly from: number
  readonly to: number
  readonly label: string
}

export interface Lane {
  readonly name: string
  /** What lasts. */
  readonly spans?: readonly Span[]
  /** What happens at one moment. */
  readonly marks?: readonly number[]
}

export interface TimelineOptions {
  readonly title: string
  /** Of all times, as 's' or 'ms'. */
  readonly unit: string
}

/**
 * Shows what happened when, a lane for each who did something.
 *
 * @param lanes from top to bottom, on one scale of time
 * @throws RangeError when a time is not a finite number, or a span ends before it begins
 */
export function showTimeline(lanes: readonly Lane[], options: TimelineOptions): void {
  requireNumbers(
    'showTimeline',
    lanes.flatMap(({ name, spans = [], marks = [] }) => [
      ...spans.flatMap(({ from, to, label }) =>
        [from, to].map((time) => [`"${oneLine(label)}" in "${oneLine(name)}"`, time] as const),
      ),
      ...marks.map((time, i) => [`mark ${i + 1} of "${oneLine(name)}"`, time] as const),
    ]),
  )
  for (const { name, spans = [] } of lanes) {
    const wrong = spans.find(({ from, to }) => to < from)
    if (wrong)
      throw new RangeError(
        `showTimeline cannot draw "${oneLine(wrong.label)}" in "${oneLine(name)}": it ends (${wrong.to}) before it begins (${wrong.from}).`,
      )
  }
  display({
    text: () => timelineText().timelineText(lanes, options),
    svg: () => timelinePicture().timelinePicture(lanes, options),
  })
}

/**
 * Shows where one token ends and the next begins. Blanks become ·, line breaks ↵ and tabs →, so that nothing of a token is unseen;
 * � stands where a token holds only part of a character.
 *
 * @param texts the text of each token, in order
 */
export function showTokens(texts: readonly string[], { title = '' }: { title?: string } = {}): void {
  display({ text: () => tokens().tokensText(texts, title), html: () => tokens().tokensHtml(texts, title) })
}

export interface Progress {
  /** Says that more is done: one step, or several. */
  advance(by?: number): void
}

/**
 * Shows how much of something is done, in a bar that grows in place. Where nobody watches, as in a pipe, only the full bar is printed.
 *
 * @param title what is being done
 * @param total how many steps it takes
 * @throws RangeError when the total is not a number above 0
 */
export function showProgress(title: string, total: number): Progress {
  return progress().openProgress(title, total)
}

/** Numbers beyond this cannot be told apart on an axis, and their differences overflow. */
const LARGEST = 1e300

/**
 * Refuses what no picture can show.
 *
 * @param picture the function the reader called, for the sentence
 * @param named each number with what it belongs to
 * @throws RangeError in one sentence for the first that is not a finite number
 */
function requireNumbers(picture: string, named: Iterable<readonly [name: string, value: number]>): void {
  for (const [name, value] of named) {
    if (typeof value === 'number' && Math.abs(value) <= LARGEST) continue
    throw new RangeError(
      `${picture} cannot draw ${name}: its value is ${String(value)}, and it must be a number between -1e300 and 1e300.`,
    )
  }
}
