import { createRequire } from 'node:module'
import type * as PlotLibrary from '@observablehq/plot'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { escapeMarkup, oneLine } from './display.ts'
import { formatTicks, withUnit } from './numbers.ts'

/** Of every picture, in pixels. */
export const width = 640

/** A notebook may show a picture on a dark page that the picture cannot see, so it brings its own light ground, and inks to suit. */
export const ground = '#f6f8fa'
export const ink = '#1f2328'
export const quietInk = '#57606a'
export const accent = '#0072b2'

/** Told apart by the colour-blind too, and at least 4.5 times as dark as the ground; dashes and markers say the same. */
export const colours = ['#0072b2', '#a84300', '#00704f', '#8a3b85', '#5f5f00', '#882255'] as const

/** Paler than the text on them. */
export const tints = ['#cfe4f5', '#fbe0c4', '#d0eee2', '#f1daec', '#e6e6c4', '#e3e5e9'] as const

/** One after the other, from top to bottom. */
export type Part = { readonly svg: string; readonly height: number }

type Plot = typeof PlotLibrary
let loaded: { Plot: Plot; document: Document } | undefined

/** The drawing library, loaded only where something is drawn (0.2 s). */
function load(): { Plot: Plot; document: Document } {
  if (loaded) return loaded
  const require = createRequire(import.meta.url)
  const { parseHTML } = require('linkedom') as { parseHTML(html: string): { document: Document } }
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  return (loaded = { Plot: require('@observablehq/plot') as Plot, document })
}

/** A drawing as a part of a picture: plain attributes, no style sheet, no ids, numbers to a hundredth of a pixel. */
export function plotted(options: (Plot: Plot) => PlotLibrary.PlotOptions & { height: number }): Part {
  const { Plot, document } = load()
  const settings = options(Plot)
  const { outerHTML } = Plot.plot({ document, width, ...settings })
  const svg = outerHTML
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/ (?:aria-[a-z]+|class)="[^"]*"/g, '')
    .replaceAll('currentColor', ink)
    .replaceAll('var(--plot-background)', ground)
    .replaceAll(/ (?:d|transform|x[12]?|y[12]?|r|width|height|viewBox)="[^"]*"/g, rounded)
  return { svg, height: settings.height }
}

function rounded(attribute: string): string {
  return attribute.replaceAll(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2))))
}

/** Lines of running text, wrapped, as a part of a picture. */
export function paragraph(text: string, style: 'title' | 'plain' = 'plain'): Part {
  if (text === '') return { svg: '', height: 0 }
  const lines = wrapAnsi(oneLine(text), style === 'title' ? 72 : 84, { hard: true }).split('\n')
  const attributes =
    style === 'title' ? `font-size="14" font-weight="600" fill="${ink}"` : `font-size="12" fill="${quietInk}"`
  const texts = lines.map((line, i) => `<text x="20" y="${14 + 18 * i}" ${attributes}>${escapeMarkup(line)}</text>`)
  return { svg: `<g>${texts.join('')}</g>`, height: lines.length * 18 + (style === 'title' ? 4 : 0) }
}

/**
 * Puts a picture together.
 *
 * @param title the heading
 * @param description the content in words, for those who do not see it
 * @param parts what stands under the heading
 */
export function picture(title: string, description: string, parts: readonly Part[]): string {
  let y = 14
  const placed = [paragraph(title, 'title'), ...parts].map(({ svg, height }) => {
    const top = y
    y += height
    if (svg === '') return ''
    return svg.startsWith('<svg')
      ? svg.replace('<svg', `<svg y="${top}"`)
      : svg.replace('<g', `<g transform="translate(0,${top})"`)
  })
  const height = y + 12
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="max-width:100%;height:auto" role="img" aria-label="${escapeMarkup(oneLine(description))}" font-family="system-ui, sans-serif">`,
    `<title>${escapeMarkup(oneLine(title))}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
    ...placed,
    '</svg>',
  ].join('')
}

/**
 * A scale whose numbers do not touch each other.
 *
 * @param make gives the ticks for about so many intervals
 * @param room pixels from the first tick to the last
 * @param unit stands behind the last number
 */
export function roomyTicks(
  make: (intervals: number) => number[],
  room: number,
  unit = '',
): { ticks: number[]; numbers: string[] } {
  for (const intervals of [10, 8, 6, 5, 4, 3, 2]) {
    const ticks = make(intervals)
    const numbers = formatTicks(ticks).map((number, i) =>
      i === ticks.length - 1 ? withUnit(number, oneLine(unit)) : number,
    )
    const widest = Math.max(...numbers.map((number) => pixelsOf(number)))
    if (intervals === 2 || widest + 10 <= room / (ticks.length - 1)) return { ticks, numbers }
  }
  return { ticks: [], numbers: [] }
}

/** How wide a text is in a picture, in pixels, nearly: browsers differ in their fonts. */
export function pixelsOf(text: string, fontSize = 12): number {
  return Math.ceil(stringWidth(text) * fontSize * 0.6)
}
