import stringWidth from 'string-width'
import { createStyle } from './text-style.ts'

export interface Margin {
  /** Takes text in whatever pieces it comes. */
  write(text: string): void
  /** Lets out what was held back; `true` also ends a line that was begun. */
  flush(endLine: boolean): void
  /** Something was written since the last `restart`. */
  readonly used: boolean
  /** The last line is not ended. */
  readonly inLine: boolean
  /** The last line is ended and empty. */
  readonly endsBlank: boolean
  /** Forgets the past: the next line is the first. */
  restart(): void
}

interface Options {
  /** What stands before the first word. */
  first: string
  /** Columns of the margin. */
  width: number
  /** Columns there are, margin included. */
  columns: () => number
  /** The reader watches: words appear at once, and one that does not fit is taken back and begun anew on the next line. */
  live: boolean
  write: (text: string) => void
}

/** An escape sequence (its parameters and letter in groups 1 and 2), another one, a control character, or a run of text. */
const piece = new RegExp(
  String.raw`\x1b\[([\d;?]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^[\]]|[\x00-\x1a\x1c-\x1f\x7f]|[^\x00-\x1f\x7f]+`,
  'g',
)
/** The beginning of an escape sequence, or half of a character, whose rest is still to come. */
const unfinished = new RegExp(String.raw`(?:\x1b(?:\[[\d;?]*|\][^\x07\x1b]*\x1b?)?|[\ud800-\udbff])$`)

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Sets text off with a margin and wraps it at words, while it arrives in pieces that may end anywhere: in a word, in an
 * escape sequence, in a character.
 */
export function createMargin(options: Options): Margin {
  const { width } = options
  const rest = ' '.repeat(width)
  const style = createStyle()
  let out = ''
  let pending = ''
  let word = { text: '', width: 0, style: '' }
  let column = 0
  /** Blanks after the last word, which take no place if the line is broken there. */
  let blanks = 0
  let isFirst = true
  let started = false
  let used = false
  let endsBlank = false

  const room = () => Math.max(options.columns() - width, 4)
  const put = (text: string) => {
    out += text
  }

  /** The margin is not to be coloured by what the lesson left switched on. */
  function begin(colours = style.open()): void {
    if (started) return
    started = true
    used = true
    endsBlank = false
    put(`${isFirst ? options.first : rest}${colours}`)
    isFirst = false
  }

  function newLine(): void {
    // Blank lines before the first word would only tear the output from its code.
    if (isFirst && !started) return
    endsBlank = !started
    used = true
    put(`${style.close()}\n`)
    started = false
    column = 0
    blanks = 0
  }

  /** Ends the word; where nobody watches it has been kept back until now, its colours with it. */
  function endWord(): void {
    if (!options.live && word.text) {
      if (word.width > 0) {
        if (column > 0 && column + blanks + word.width > room()) newLine()
        begin()
        put(' '.repeat(blanks))
        column += blanks + word.width
        blanks = 0
      }
      if (started) put(word.text)
      for (const [found, parameters] of word.text.matchAll(piece)) {
        if (found.startsWith('\x1b')) style.apply(found, parameters ?? '')
      }
    }
    word = { text: '', width: 0, style: style.open() }
  }

  function character(text: string): void {
    const size = stringWidth(text)
    if (text === ' ') {
      endWord()
      if (!options.live) {
        blanks = Math.min(blanks + 1, room())
        return
      }
      if (column >= room()) return
      begin()
      put(text)
      column += 1
      return
    }
    if (word.width + size > room()) {
      endWord()
      if (column > 0) newLine()
    }
    if (options.live) {
      if (column + size > room()) moveWord()
      begin()
      put(text)
      column += size
    }
    word.text += text
    word.width += size
  }

  /** Takes the word back from the end of the line and begins the next line with it. */
  function moveWord(): void {
    if (word.width > 0) put(`\x1b[${word.width}D\x1b[K`)
    newLine()
    begin(word.style)
    put(word.text)
    column = word.width
  }

  function control(text: string): void {
    if (text === '\n') {
      endWord()
      newLine()
    } else if (text === '\r') {
      endWord()
      if (started) put(`\r${style.close()}${rest}${style.open()}`)
      column = 0
    } else if (text === '\t') {
      for (let spaces = 8 - ((column + (options.live ? 0 : blanks + word.width)) % 8); spaces > 0; spaces--)
        character(' ')
    } else if (text === '\b') {
      endWord()
      if (column > 0) put(text)
      column = Math.max(column - 1, 0)
    } else if (text === '\x07') {
      put(text)
    }
  }

  /** Moves that know about columns must learn about the margin. */
  function sequence(text: string, parameters: string, letter: string): void {
    if (letter === 'm') {
      if (!options.live || word.width > 0) word.text += text
      if (!options.live) return
      style.apply(text, parameters)
      if (started) put(text)
      if (word.width === 0) word.style = style.open()
      return
    }
    endWord()
    begin()
    const count = Number(parameters || 1)
    if (letter === 'G') {
      column = Math.max(count - 1, 0)
      put(`\x1b[${column + 1 + width}G`)
    } else if (letter === 'K' && (parameters === '1' || parameters === '2')) {
      put(`${text}\r${style.close()}${rest}${style.open()}${column ? `\x1b[${column}C` : ''}`)
    } else {
      put(text)
      if (letter === 'C') column += count
      if (letter === 'D') column = Math.max(column - count, 0)
    }
  }

  function send(): void {
    const text = out
    out = ''
    if (text) options.write(text)
  }

  return {
    write(chunk) {
      const text = pending + chunk
      const cut = unfinished.exec(text)?.index ?? text.length
      pending = text.slice(cut)
      const whole = text.slice(0, cut).replaceAll('\r\n', '\n')
      for (const [found, parameters, letter] of whole.matchAll(piece)) {
        if (letter) sequence(found, parameters ?? '', letter)
        else if (found.startsWith('\x1b')) put(found)
        else if (found.length === 1 && (found < ' ' || found === '\x7f')) control(found)
        else for (const { segment } of graphemes.segment(found)) character(segment)
      }
      send()
    },
    flush(endLine) {
      pending = ''
      endWord()
      if (endLine && started) newLine()
      if (endLine) style.reset()
      send()
    },
    get used() {
      return used || word.text !== ''
    },
    get endsBlank() {
      return endsBlank
    },
    get inLine() {
      return started || word.text !== ''
    },
    restart() {
      used = false
      endsBlank = false
      isFirst = true
    },
  }
}
