import stringWidth from 'string-width'
import { parseHTML } from 'linkedom'
import { describe, expect, test, vi } from 'vitest'
import { showBars, showHistogram, showLines, showSequence, showTimeline } from './kit.ts'
import { inNotebook, inTerminal } from './surfaces.fixture.ts'

const bars = (...values: number[]) => values.map((value, i) => ({ label: `model ${i + 1}`, value }))
const line = (name: string, ...ys: number[]) => ({ name, points: ys.map((y, x) => [x, y] as const) })
const noise = Array.from({ length: 300 }, (_, i) => Math.round(100 + 80 * Math.sin(i * i)))
const hard = '日本語の「モデル」 <b>&"\u0000\u001B[31m\nnew line 👩‍💻'

/** Every kind of picture with ordinary data, and with all that may go wrong with it. */
const pictures: Record<string, () => void> = {
  bars: () => showBars(bars(320, 412.5, 0), { title: 'Time to first token', unit: 'ms' }),
  'bars below zero': () => showBars(bars(5, -3, 0, -0.1), { title: 'Change', unit: '%' }),
  'bars all below zero': () => showBars(bars(-5, -3), { title: 'Loss', unit: '$' }),
  'bars in groups': () =>
    showBars(
      ['a', 'b'].flatMap((group) => bars(1, 2).map((bar) => ({ ...bar, group }))),
      { title: 'Cost', unit: '$' },
    ),
  'one bar': () => showBars(bars(7), { title: 'One', unit: '' }),
  'bars of nothing': () => showBars(bars(0, 0), { title: 'Nothing', unit: 's' }),
  'no bars': () => showBars([], { title: 'None', unit: 's' }),
  'bars far apart': () => showBars(bars(1e-290, 1e290, -1e300), { title: 'Far', unit: 's' }),
  '200 bars': () =>
    showBars(
      Array.from({ length: 200 }, (_, i) => ({ label: `a label of some length, number ${i}`, value: i })),
      { title: 'Many', unit: 'tokens' },
    ),
  'bars of a strange name': () => showBars([{ label: hard, value: 1, group: hard }], { title: hard, unit: hard }),
  lines: () =>
    showLines([line('fast', 1, 2, 4, 8), line('slow', 1, 1, 2, 3)], { title: 'Waits', x: 'attempt', y: 'wait (s)' }),
  'ten lines': () =>
    showLines(
      Array.from({ length: 10 }, (_, i) => line(`series ${i}`, i, i * i)),
      { title: 'Many', x: 'x', y: 'y' },
    ),
  'one point': () => showLines([line('only', 3)], { title: 'One', x: 'x', y: 'y' }),
  'no points': () => showLines([{ name: 'empty', points: [] }], { title: 'None', x: 'x', y: 'y' }),
  'no lines': () => showLines([], { title: 'None', x: 'x', y: 'y' }),
  'a flat line': () => showLines([line('flat', 5, 5)], { title: 'Flat', x: 'x', y: 'y' }),
  'a line below zero': () => showLines([line('low', -5, -50)], { title: 'Low', x: 'x', y: 'y' }),
  'a long line': () => showLines([line('long', ...noise)], { title: 'Long', x: 'x', y: 'y' }),
  'a line far up': () => showLines([line('big', 1e299, -1e299)], { title: 'Big', x: 'x', y: 'y' }),
  'a line far down': () => showLines([line('small', 1e-299, 2e-299)], { title: 'Small', x: 'x', y: 'y' }),
  'a line of a strange name': () => showLines([line(hard, 1, 2)], { title: hard, x: hard, y: hard }),
  'a histogram': () => showHistogram(noise, { title: 'Latency', x: 'wait (ms)' }),
  'a fine histogram': () => showHistogram(noise, { title: 'Latency', x: 'wait (ms)', bins: 40 }),
  'a histogram of one': () => showHistogram([7], { title: 'One', x: 'tokens' }),
  'a histogram of equals': () => showHistogram([0.1, 0.1], { title: 'Equal', x: 's' }),
  'a histogram below zero': () => showHistogram([-3, -2.5, 0], { title: 'Low', x: 's' }),
  'a histogram of a strange name': () => showHistogram([1, 2], { title: hard, x: hard }),
  'a histogram of nothing': () => showHistogram([], { title: 'None', x: 's' }),
  'a histogram far apart': () => showHistogram([1e-300, 1e300], { title: 'Far', x: 's' }),
  'a timeline': () =>
    showTimeline(
      [
        { name: 'plain', spans: [{ from: 0, to: 2.4, label: 'waiting' }] },
        { name: 'streamed', spans: [{ from: 0, to: 0.4, label: 'waiting for it' }], marks: [0.4, 0.5, 0.6] },
      ],
      { title: 'One answer, two ways', unit: 's' },
    ),
  'a crowded timeline': () =>
    showTimeline(
      [{ name: hard, spans: noise.map((n, i) => ({ from: i, to: i + n, label: `call ${i} ${hard}` })), marks: noise }],
      { title: hard, unit: 'ms' },
    ),
  'a timeline of one moment': () => showTimeline([{ name: 'now', marks: [5] }], { title: 'Now', unit: 's' }),
  'a sequence': () => {
    const answer = { direction: 'answer', label: '200', details: ['{"text":"Hello."}'] } as const
    showSequence('your program', 'OpenAI', [{ direction: 'ask', label: 'POST /v1/responses' }, answer])
  },
  'a sequence of strange names': () =>
    showSequence(hard, hard, [{ direction: 'ask', label: hard.repeat(5), details: [hard.repeat(5)] }]),
  'a sequence of nothing': () => showSequence('your program', 'OpenAI', []),
  'an empty timeline': () => showTimeline([{ name: 'idle' }], { title: 'None', unit: 's' }),
}
const all = Object.entries(pictures)

describe.each(all)('%s', (_, show) => {
  test('fits a terminal', () => {
    const text = inTerminal(show)
    expect(Math.max(...text.split('\n').map((each) => stringWidth(each)))).toBeLessThanOrEqual(78)
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/NaN|undefined|Infinity|[\u0000-\u0009\u000B-\u001F]/)
  })

  test('is one well-formed SVG that says its content in words, the same each time', async () => {
    const [shown, ...others] = await inNotebook(show)
    expect(others).toEqual([])
    expect(shown?.type).toBe('image/svg+xml')
    const svg = shown?.content ?? ''
    expect(tagsOf(svg)).toEqual([])
    const { document } = parseHTML(svg)
    const root = document.querySelector('svg')
    expect(root?.getAttribute('role')).toBe('img')
    expect(root?.getAttribute('aria-label')?.length).toBeGreaterThan(10)
    // oxlint-disable-next-line no-control-regex
    expect(svg).not.toMatch(/NaN|undefined|Infinity|currentColor|<style| id="|[\u0000-\u0009\u000B-\u001F]/)
    expect(await inNotebook(show)).toEqual([shown])
  })
})

/** The tags of XML that were opened and not closed. */
function tagsOf(xml: string): string[] {
  const open: string[] = []
  for (const [, end, name = '', alone] of xml.matchAll(/<(\/?)([a-z]+)(?:\s[a-zA-Z0-9-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end) expect(open.pop()).toBe(name)
    else if (!alone) open.push(name)
  }
  return open
}

describe('in a terminal', () => {
  test('bars have their labels, numbers and unit, and lengths to match', () => {
    const rows = inTerminal(pictures['bars']!).split('\n')
    expect(rows[0]).toBe('Time to first token')
    expect(rows[1]).toMatch(/^ {2}model 1 {2}320 ms {2}█+/)
    expect(rows[3]).toBe('  model 3    0 ms')
    const length = (row = '') => row.replaceAll(/[^█]/g, '').length
    expect(length(rows[1]) / length(rows[2])).toBeCloseTo(320 / 412.5, 1)
  })

  test('a bar below zero goes to the left of the axis', () => {
    const rows = inTerminal(pictures['bars below zero']!).split('\n')
    expect(rows[1]).toMatch(/5\.0% +│█+$/)
    expect(rows[2]).toMatch(/-3\.0% {2}█+│$/)
  })

  test('bars of a group stand under its name', () => {
    expect(inTerminal(pictures['bars in groups']!).replaceAll(/ +█+▌?/g, '')).toBe(
      'Cost\na\n  model 1  $1\n  model 2  $2\nb\n  model 1  $1\n  model 2  $2',
    )
  })

  test('lines have their axes, and a marker for each series', () => {
    const text = inTerminal(pictures['lines']!)
    expect(text).toContain('↑ wait (s)')
    expect(text).toContain('attempt →')
    expect(text).toContain('● fast   ▲ slow   × several at once')
    expect(text.split('●').length + text.split('×').length - 4).toBe(4)
  })

  test('a histogram counts each number once, and sums up', () => {
    const rows = inTerminal(() => showHistogram([1, 2, 2, 3, 3, 3], { title: 'Length', x: 'tokens' })).split('\n')
    expect(rows.map((row) => row.replaceAll(/[^\d ]/g, '').trim())).toEqual([
      '',
      '',
      '1  1',
      '2  2',
      '3  3',
      '6    1  3  25',
    ])
    expect(rows.at(-1)).toBe('  6 in all, from 1 to 3, median 2.5')
  })

  test('bins of several whole numbers say which', () => {
    expect(inTerminal(() => showHistogram([0, 9, 10, 19, 20], { title: '', x: 'ms', bins: 2 }))).toMatch(
      /0–9 {2}2 .*\n +10–19 {2}2 .*\n +20–29 {2}1 /,
    )
  })

  test('a timeline has lanes on one scale; a label without room is explained', () => {
    const text = inTerminal(pictures['a timeline']!)
    expect(text).toMatch(/plain +├─+waiting─+┤/)
    expect(text).toMatch(/streamed +├─*a─*┤[|‖ ]+/)
    expect(text).toMatch(/0\.0 .* 2\.5 s/)
    expect(text).toContain('a = waiting for it, 0.0–0.4 s')
  })

  test('colours are added only where they are welcome', () => {
    vi.stubEnv('NO_COLOR', undefined)
    vi.stubEnv('FORCE_COLOR', '1')
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    pictures['bars']!()
    expect(log.mock.calls.join('\n')).toContain('\u001B[36m█')
    log.mockRestore()
    vi.unstubAllEnvs()
  })
})

test('the words of a picture hold its numbers', async () => {
  const wordsOf = async (name: string) =>
    parseHTML((await inNotebook(pictures[name]!))[0]?.content ?? '')
      .document.querySelector('svg')
      ?.getAttribute('aria-label')
  expect(await wordsOf('bars')).toBe('Time to first token. model 1 320 ms, model 2 413 ms, model 3 0 ms.')
  expect(await wordsOf('lines')).toContain('wait (s) by attempt. fast: 1 at 0, 2 at 1, 4 at 2, 8 at 3; slow:')
  expect(await wordsOf('a timeline')).toContain('streamed: waiting for it from 0 to 0.4, marks at 0.4, 0.5, 0.6')
  expect(await wordsOf('a histogram of equals')).toContain('2 in all, from 0.1 to 0.1')
})

test('a span that is over at once can be seen all the same', async () => {
  const spans = [2, 3].map((at) => ({ from: at, to: at, label: 'poll' }))
  const lanes = [{ name: 'polls', spans: [{ from: 0, to: 1, label: 'submit' }, ...spans] }]
  const [shown] = await inNotebook(() => showTimeline(lanes, { title: 'Open', unit: 's' }))
  const { document } = parseHTML(shown?.content ?? '')
  const boxes = [...document.querySelectorAll('rect[width="0"]')].map((box) => box.getAttribute('x'))
  const strokes = [...document.querySelectorAll('[stroke-width="1.5"] line')].map((stroke) => stroke.getAttribute('x1'))
  expect(boxes).toHaveLength(2)
  expect(strokes).toEqual(boxes)
  expect([...document.querySelectorAll('text')].at(-1)?.textContent).toBe('a = poll, 2 s; b = poll, 3 s')
})

describe('what cannot be drawn is refused in a sentence', () => {
  test.each([
    [
      () => showBars([{ label: 'gpt', value: NaN }], { title: '', unit: '' }),
      'showBars cannot draw the bar "gpt": its value is NaN, and it must be a number between -1e300 and 1e300.',
    ],
    [
      () => showLines([line('fast', 1, Infinity)], { title: '', x: '', y: '' }),
      'showLines cannot draw point 2 of "fast": its value is Infinity, and it must be a number between -1e300 and 1e300.',
    ],
    [
      () => showHistogram([1, -Infinity], { title: '', x: '' }),
      'showHistogram cannot draw number 2 of 2: its value is -Infinity, and it must be a number between -1e300 and 1e300.',
    ],
    [
      () => showTimeline([{ name: 'a', marks: [NaN] }], { title: '', unit: '' }),
      'showTimeline cannot draw mark 1 of "a": its value is NaN, and it must be a number between -1e300 and 1e300.',
    ],
    [
      () => showTimeline([{ name: 'a', spans: [{ from: 2, to: 1, label: 'b' }] }], { title: '', unit: '' }),
      'showTimeline cannot draw "b" in "a": it ends (1) before it begins (2).',
    ],
  ])('%#', (show, sentence) => {
    expect(show).toThrow(new RangeError(sentence))
  })
})
