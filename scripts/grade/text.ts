import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** The width texts are wrapped to, in columns. */
export const textWidth = () => Math.min(process.stdout.columns || 80, 88)

/** Text wrapped under a first line's beginning. */
export function wrapped(text: string, start = ''): string[] {
  const indent = ' '.repeat(stringWidth(start))
  return wrapAnsi(text, Math.max(20, textWidth() - indent.length), { hard: true })
    .split('\n')
    .map((line, i) => (i === 0 ? start : indent) + line)
}
