import wrapAnsi from 'wrap-ansi'
import type { Palette } from './palette.ts'

type Highlighter = (language: string, code: string) => string

/** Names people give to languages, and the grammar that reads them. */
const grammars: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  js: 'typescript',
  javascript: 'typescript',
  json: 'json',
  sh: 'bash',
  bash: 'bash',
  curl: 'bash',
  python: 'python',
}

let emphasize: Promise<(palette: Palette) => Highlighter> | undefined

/**
 * Makes code colourful. The library takes a tenth of a second to load, so it is loaded once and only where colours are wanted.
 */
export async function loadHighlighter(palette: Palette): Promise<Highlighter> {
  if (!palette.colours) return (_, code) => code
  emphasize ??= import('emphasize').then(({ common, createEmphasize }) => {
    const { typescript, json, bash, python } = common
    const { highlight } = createEmphasize({
      ...(typescript && { typescript }),
      ...(json && { json }),
      ...(bash && { bash }),
      ...(python && { python }),
    })
    return (palette) => (language, code) => {
      const grammar = grammars[language.toLowerCase()]
      return grammar ? highlight(grammar, code, sheet(palette)).value : code
    }
  })
  return (await emphasize)(palette)
}

const plain = (text: string) => text

/** Calm on purpose: keywords, strings, numbers and comments; everything else is text. */
function sheet(palette: Palette): Record<string, (text: string) => string> {
  return {
    keyword: palette.keyword,
    literal: palette.number,
    number: palette.number,
    string: palette.string,
    regexp: palette.string,
    comment: palette.quiet,
    attr: palette.property,
    // What a template literal holds is code again.
    subst: plain,
  }
}

/**
 * Puts text behind a rule, line by line; long lines go on further in.
 *
 * @param text may hold colours
 * @param rule what each line begins with
 * @param width columns, rule included
 * @param ruleWidth columns of the rule
 */
export function behindRule(text: string, rule: string, width: number, ruleWidth = 2): string {
  const room = Math.max(width - ruleWidth, 4)
  // Wrapping at a great width closes and reopens colours at the end of each line.
  return wrapAnsi(text, 1e6, { trim: false })
    .split('\n')
    .flatMap((line) => hang(line, room))
    .map((line) => `${rule}${line}`.trimEnd())
    .join('\n')
}

/** The blank at which a line was broken, behind the colours that go on. */
const blankInFront = new RegExp(String.raw`^((?:\x1b\[[\d;]*m)*) `)

/** A line and its continuations, which start four columns further in. */
function hang(line: string, room: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? ''
  const first = wrapAnsi(line, room, { hard: true, trim: false }).split('\n')
  if (first.length === 1) return first
  const further = ' '.repeat(Math.min(indent.length + 4, Math.floor(room / 2)))
  const shorter = Math.max(room - further.length, 4)
  const body = wrapAnsi(line.slice(indent.length), shorter, { hard: true, trim: false }).split('\n')
  const own = ' '.repeat(Math.min(indent.length, Math.floor(room / 2)))
  return body.map((part, i) => (i === 0 ? own + part : further + part.replace(blankInFront, '$1')))
}
