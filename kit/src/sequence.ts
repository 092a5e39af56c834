import stringWidth from 'string-width'
import { columnsOfPicture, fit, linesOf } from './columns.ts'
import { display, escapeMarkup, oneLine } from './display.ts'

export interface Step {
  /** 'ask' points from the first party to the second, 'answer' back. */
  readonly direction: 'ask' | 'answer'
  readonly label: string
  /** Smaller lines under the label. */
  readonly details?: readonly string[]
}

/**
 * Shows who sends what to whom, from top to bottom.
 *
 * @param from the party that asks
 * @param to the party that answers
 * @param steps the messages between them, in order
 */
export function showSequence(from: string, to: string, steps: readonly Step[]): void {
  const [left, right] = [partyName(from), partyName(to)]
  display({ text: () => asText(left, right, steps), svg: () => asSvg(left, right, steps) })
}

/** Two of them stand beside each other. */
function partyName(name: string): string {
  const line = oneLine(name)
  return fit(line, Math.min(stringWidth(line), 30))
}

function asText(from: string, to: string, steps: readonly Step[]): string {
  const room = columnsOfPicture() - 8
  const said = steps.map((step) => [step.label, ...(step.details ?? [])].flatMap((text) => linesOf(text, room)))
  const inner = Math.max(...said.flat().map((line) => stringWidth(line)), 24) + 2
  const lines = steps.flatMap((step, i) => {
    const arrow = step.direction === 'ask' ? `${'─'.repeat(inner + 1)}►` : `◄${'─'.repeat(inner + 1)}`
    const texts = said[i]?.map((text) => `│ ${fit(text, inner)} │`) ?? []
    return [...texts, `│${arrow}│`, `│${' '.repeat(inner + 2)}│`]
  })
  const gap = Math.max(inner + 4 - stringWidth(from) - stringWidth(to), 2)
  return [`${from}${' '.repeat(gap)}${to}`, ...lines].map((line) => `  ${line}`).join('\n')
}

/** On its own light ground, because a notebook may show the picture on a dark page that the picture cannot see. */
function asSvg(from: string, to: string, steps: readonly Step[]): string {
  const width = 640
  const [left, right] = [100, 540]
  let y = 64
  const parts: string[] = []
  for (const step of steps) {
    const label = linesOf(step.label, 80)
    const details = step.details?.flatMap((text) => linesOf(text, 90)) ?? []
    for (const [i, text] of [...label, ...details].entries()) {
      const style = i < label.length ? 'font-size="14" fill="#1f2328"' : 'font-size="12" fill="#57606a"'
      parts.push(`<text x="${width / 2}" y="${y}" text-anchor="middle" ${style}>${escapeMarkup(text)}</text>`)
      y += 18
    }
    const [start, end] = step.direction === 'ask' ? [left, right] : [right, left]
    const tip = step.direction === 'ask' ? -9 : 9
    parts.push(
      `<path d="M${start} ${y - 6} H${end} m${tip} -5 l${-tip} 5 l${tip} 5" fill="none" stroke="#0969da" stroke-width="1.5"/>`,
    )
    y += 26
  }
  const lifelines = [left, right].map((x) => `<path d="M${x} 40 V${y - 16}" stroke="#8c959f" stroke-dasharray="3 4"/>`)
  const heads = [
    [left, from],
    [right, to],
  ].map(
    ([x, name]) =>
      `<text x="${x}" y="30" text-anchor="middle" font-size="14" font-weight="600" fill="#1f2328">${escapeMarkup(String(name))}</text>`,
  )
  const description = `${from} and ${to}: ${steps.map((step) => `${step.direction === 'ask' ? 'sends' : 'gets back'} ${step.label}`).join('; ')}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" style="max-width:100%;height:auto" role="img" aria-label="${escapeMarkup(oneLine(description))}" font-family="system-ui, sans-serif">`,
    `<title>${escapeMarkup(`${from} and ${to}`)}</title>`,
    `<rect width="${width}" height="${y}" rx="8" fill="#f6f8fa"/>`,
    ...lifelines,
    ...heads,
    ...parts,
    '</svg>',
  ].join('')
}
