import { styleText } from 'node:util'

type Paint = (text: string) => string

/** What each kind of text looks like. Every colour is one of the 16 and legible on dark and on light. */
export interface Palette {
  readonly colours: boolean
  readonly heading: Paint
  readonly strong: Paint
  readonly emphasis: Paint
  /** Names and code in running text. */
  readonly code: Paint
  readonly link: Paint
  /** What one may overlook: rules, footers, comments. */
  readonly quiet: Paint
  readonly question: Paint
  readonly success: Paint
  readonly failure: Paint
  readonly keyword: Paint
  readonly string: Paint
  readonly number: Paint
  readonly property: Paint
}

/**
 * The palette of a surface. Without colours, code in running text keeps its backticks, and nothing else depends on looks.
 * @param colours whether escape codes are welcome
 */
export function paletteFor(colours: boolean): Palette {
  const paint =
    (...formats: Parameters<typeof styleText>[0] & string[]): Paint =>
    (text) =>
      colours && text ? styleText(formats, text, { validateStream: false }) : text
  return {
    colours,
    heading: paint('bold'),
    strong: paint('bold'),
    emphasis: paint('italic'),
    code: colours ? paint('cyan') : (text) => `\`${text}\``,
    link: paint('underline'),
    quiet: paint('dim'),
    question: paint('bold', 'magenta'),
    success: paint('green'),
    failure: paint('bold', 'red'),
    keyword: paint('magenta'),
    string: paint('green'),
    number: paint('blue'),
    property: paint('cyan'),
  }
}

/**
 * Whether a stream's reader sees colours. NO_COLOR (https://no-color.org) and FORCE_COLOR decide before the stream does.
 */
export function wantsColours(stream: { isTTY?: boolean }, env = process.env): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return stream.isTTY === true && env.TERM !== 'dumb'
}
