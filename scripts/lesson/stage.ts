import type { Cell } from '../cells.ts'
import type { Capture } from './capture.ts'
import { behindRule, loadHighlighter } from './highlight.ts'
import { waitForKey, waitForLine } from './keys.ts'
import { renderProse, splitQuizzes } from './prose.ts'
import type { Part } from './prose.ts'
import type { Terminal } from './terminal.ts'

/** How a lesson can end before its end. */
export type Leave = 'menu' | 'quit' | 'interrupted'

export interface Stage {
  /** Shows a cell and waits until it may run. Never resolves when the reader leaves. */
  cell(n: number): Promise<void>
  /** After the last cell. */
  finish(): Promise<void>
  /** Cells that were shown. */
  readonly seen: number
  /** Resolves when the reader leaves. */
  readonly left: Promise<Leave>
  /** True while a footer stands on the last line. */
  readonly asking: boolean
}

interface Options {
  cells: readonly Cell[]
  terminal: Terminal
  capture: Capture
  /** What to show after a cell has run: the calls it made. The last one is asked for what is still open. */
  afterCell(last: boolean): Promise<string[]>
}

/** Shows the cells of a lesson one after the other, at the reader's pace where there is a reader. */
export function createStage({ cells, terminal, capture, afterCell }: Options): Stage {
  const { palette, input } = terminal
  const { promise: left, resolve: leave } = Promise.withResolvers<Leave>()
  let seen = 0
  let asking = false
  let stepping = terminal.interactive

  /** Everything shown is a block with a blank line before it. */
  function show(block: string): void {
    terminal.write(`${capture.margin.endsBlank ? '' : '\n'}${block}\n`)
    capture.margin.restart()
  }

  async function endOutput(last: boolean): Promise<void> {
    capture.margin.flush(true)
    for (const block of await afterCell(last)) show(block)
  }

  async function prose(markdown: string, width = terminal.measure()): Promise<string> {
    const highlight = markdown.includes('```') ? await loadHighlighter(palette) : (_: string, code: string) => code
    return renderProse(markdown, { palette, width, highlight })
  }

  async function code(cell: Cell): Promise<string> {
    const highlight = await loadHighlighter(palette)
    return behindRule(highlight('typescript', cell.source), palette.quiet('│ '), terminal.measure())
  }

  async function part(part: Part): Promise<void> {
    if ('markdown' in part) return show(await prose(part.markdown))
    const width = Math.max(terminal.measure() - 2, 8)
    const question = palette.question(await prose(part.question, width))
    show(`${palette.question('?')} ${question.replaceAll('\n', '\n  ')}`)
    if (stepping) await askQuiz()
    show(`  ${(await prose(part.answer, width)).replaceAll(/\n(?=.)/g, '\n  ')}`)
  }

  /** The reader answers for themselves; nobody marks it. */
  async function askQuiz(): Promise<void> {
    const prompt = terminal.columns() < 40 ? '  > ' : '  your answer, or just Enter: '
    asking = true
    terminal.write('\n')
    const given = await waitForLine(input, palette.quiet(prompt), terminal.write, terminal.columns)
    asking = false
    if (!('end' in given)) return
    terminal.write('\n')
    await go(given.end === 'closed' ? 'quit' : 'interrupted')
  }

  /** Waits at the footer, which names the keys that work now. */
  async function pause(next: 'next' | 'run'): Promise<void> {
    if (!stepping) return
    asking = true
    terminal.write(`\n${palette.quiet(footer(next, terminal.columns() - 1))}`)
    const pressed = await waitForKey(input, ['\r', 'a', 'm', 'q'])
    terminal.write('\r\x1b[2K\x1b[1A\r')
    asking = false
    if ('end' in pressed) return go(pressed.end === 'closed' ? 'quit' : 'interrupted')
    if (pressed.key === 'a') stepping = false
    if (pressed.key === 'm') return go('menu')
    if (pressed.key === 'q') return go('quit')
  }

  function go(how: Leave): Promise<never> {
    leave(how)
    return new Promise(() => {})
  }

  async function showProse(cell: Cell, following: Cell | undefined): Promise<void> {
    for (const each of splitQuizzes(cell.source)) await part(each)
    if (!following) return
    // Prose that introduces code is read with it, where the screen has room for both.
    if (following.kind === 'code') {
      const lines = `${await prose(cell.source)}\n${await code(following)}`.split('\n').length
      if (lines + 4 <= terminal.rows()) return
    }
    await pause('next')
  }

  return {
    async cell(n) {
      const cell = cells[n]
      if (!cell) return
      capture.hold(true)
      if (n > 0) await endOutput(false)
      seen = n + 1
      if (cell.kind === 'markdown') await showProse(cell, cells[n + 1])
      else {
        show(await code(cell))
        await pause('run')
      }
      capture.hold(false)
    },
    finish: () => endOutput(true),
    left,
    get seen() {
      return seen
    },
    get asking() {
      return asking
    },
  }
}

/** The longest footer that fits on one line. */
function footer(next: 'next' | 'run', width: number): string {
  const forms = [`Enter ${next} · a run all · m menu · q quit`, `Enter · a all · m · q`, 'Enter · a · m · q', 'Enter']
  return forms.find((form) => form.length <= width) ?? ''
}
