import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import wrapAnsi from 'wrap-ansi'
import { root } from './lessons.ts'

/** The pages whose tables say what commands do; the help is those tables, so that it says the same. */
const pages = ['README.md', 'docs/teaching.md', 'CONTRIBUTING.md']

/** A command or an option, as it is typed, and what it does. */
export interface Entry {
  readonly typed: string
  readonly does: string
}

/** What the pages say about a command. */
export interface Help {
  readonly commands: readonly Entry[]
  readonly options: readonly Entry[]
}

/**
 * What the pages say about a command of npm.
 * @param name as in `npm run <name>`
 */
export function findHelp(name: string): Help {
  const rows = pages.filter((page) => existsSync(join(root, page))).flatMap((page) => rowsOf(page))
  const mine = rows.filter(({ typed }) => commandIn(typed) === name)
  const isOption = ({ typed }: Entry) => option.test(typed)
  return {
    commands: mine.filter((row) => !isOption(row)),
    options: rows
      .filter((row) => isOption(row) && (mine.includes(row) || row.heading.includes(`\`${name}\``)))
      .map(({ typed, does }) => ({ typed: typed.slice(typed.search(option)), does })),
  }
}

const option = /--[a-z].*/

/**
 * The text that a command prints for `--help`, at most 80 columns wide.
 * @param name as in `npm run <name>`
 */
export function helpText(name: string): string {
  const { commands, options } = findHelp(name)
  if (commands.length === 0) return `No page describes the command ${name}. The README lists the commands.`
  const parts = [commands.map(layOut)]
  if (options.length > 0) parts.push(['Options:', ...options.map(layOut)])
  return parts.map((lines) => lines.join('\n')).join('\n\n')
}

function layOut({ typed, does }: Entry): string {
  const lines = wrapAnsi(asText(does), 74).split('\n')
  return [typed, ...lines.map((line) => `    ${line}`)].join('\n')
}

/** Markdown of a table cell as plain text. */
function asText(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '')
}

interface TableRow extends Entry {
  /** Of its table's first column. */
  readonly heading: string
}

function rowsOf(page: string): TableRow[] {
  let heading = ''
  let before = ''
  const rows: TableRow[] = []
  for (const line of readFileSync(join(root, page), 'utf8').split(/\r?\n/)) {
    const cells = /^\| (.*?) \|(?: (.*) \|| \|)?$/.exec(line)
    if (line.startsWith('|---')) heading = before
    else if (cells?.[2] !== undefined && cells[1]?.startsWith('`'))
      rows.push({ heading, typed: cells[1].replaceAll('`', ''), does: cells[2] })
    before = cells?.[1] ?? ''
  }
  return rows
}

function commandIn(typed: string): string | undefined {
  return /^npm (?:run )?([\w-]+)/.exec(typed)?.[1]
}
