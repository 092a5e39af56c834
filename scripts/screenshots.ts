import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import stringWidth from 'string-width'
import { root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

interface Shot {
  /** The picture's file in docs/. */
  file: string
  /** What the reader types. */
  command: string
  /** What the picture shows of it. */
  title: string
  /** How many lines to keep. */
  lines: number
  /** Exercise → the file of solutions/ that stands in for it. */
  answers: Record<string, string>
  /** Needs a terminal, since it waits for keys. */
  waits?: boolean
}

const first = '01-api-basics/1-first-call'
const memory = { '01-api-basics/2-conversation-memory': '01-api-basics/2-conversation-memory.ts' }
const failing = { ...memory, [first]: `${first}.wrong/question-as-rule.ts` }
const passing = { ...memory, [first]: `${first}.ts` }

const shots: Shot[] = [
  { file: 'lesson.svg', command: 'npm run lesson 1', title: 'The first lesson', lines: 46, answers: {} },
  { file: 'failing.svg', command: 'npm test 1', title: 'A failing exercise', lines: 40, answers: failing },
  { file: 'passing.svg', command: 'npm test 1.1', title: 'A passing exercise', lines: 30, answers: passing },
  {
    file: 'watch.svg',
    command: 'npm run watch 1.1',
    title: 'Watching an exercise',
    lines: 24,
    answers: failing,
    waits: true,
  },
]

/** `npm run screenshots`: runs each command for real, in a copy of the workbook, and draws what it printed as SVG into docs/. */
export async function main(args: string[]): Promise<number> {
  readOptions(args, {})
  mkdirSync(join(root, 'docs'), { recursive: true })
  const copy = mkdtempSync(join(dirname(root), '.workbook-'))
  try {
    linkTree(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const shot of shots) {
      fillCopy(copy, shot.answers)
      const printed = shot.waits ? runInTmux(shot.command, copy) : run(shot.command, copy)
      const lines = printed.replaceAll('\r', '').trimEnd().split('\n').slice(0, shot.lines)
      writeFileSync(join(root, 'docs', shot.file), drawTerminal([`$ ${shot.command}`, '', ...lines], shot.title))
      console.log(`docs/${shot.file}`)
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
  return 0
}

/** Makes a folder a workbook of its own in which some exercises are done and nothing is known of earlier runs. */
function fillCopy(copy: string, answers: Record<string, string>): void {
  rmSync(join(copy, '.workbook'), { recursive: true, force: true })
  const left = new Set(['node_modules', '.git', '.workbook', '.env'])
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!left.has(entry.name)) cpSync(join(root, entry.name), join(copy, entry.name), { recursive: true })
  }
  for (const [exercise, answer] of Object.entries(answers)) {
    copyFileSync(join(root, 'solutions', answer), join(copy, 'exercises', `${exercise}.ts`))
  }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === '.cache') continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}

/** A seed of its own, so that two runs draw the same picture, and nothing of what npm said of the run that draws it. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^NO_COLOR$|^WORKBOOK_/.test(name))
  return { ...Object.fromEntries(inherited), FORCE_COLOR: '1', COLUMNS: '80', WORKBOOK_SEED: '1' }
}

function run(command: string, cwd: string): string {
  const [, name = '', ...words] = command.replace('npm run', 'npm').split(' ')
  const script = join(cwd, 'scripts/start.mjs')
  return spawnSync(process.execPath, [script, name, ...words], { cwd, env: environment(), encoding: 'utf8' }).stdout
}

function runInTmux(command: string, cwd: string): string {
  const tmux = (...words: string[]) => execFileSync('tmux', words, { encoding: 'utf8', env: environment() })
  const session = `workbook-${process.pid}`
  try {
    tmux('new-session', '-d', '-s', session, '-x', '80', '-y', '24', '-c', cwd, command)
  } catch {
    throw new Oops('A picture of a waiting command needs tmux: install it, then run npm run screenshots again.')
  }
  try {
    const seconds = 20
    for (let i = 0; i < seconds * 4; i++) {
      const screen = tmux('capture-pane', '-p', '-e', '-t', session)
      // The footer offers a hint once there is something to hint at.
      if (screen.includes('hint')) return screen
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
    }
    throw new Oops(`${command} showed no footer within ${seconds} s, so there is nothing to draw.`)
  } finally {
    tmux('kill-session', '-t', session)
  }
}

const palette = ['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#c9d1d9']
const [charWidth, lineHeight, margin] = [8.43, 19, 20]

/** Lines with ANSI colours as an SVG of a dark terminal, 80 columns wide. */
function drawTerminal(lines: string[], title: string): string {
  const width = Math.ceil(84 * charWidth) + margin
  const height = lines.length * lineHeight + 2 * margin
  const rows = lines.map(
    (line, i) =>
      `<text x="${margin}" y="${margin + (i + 1) * lineHeight - 5}" xml:space="preserve">${drawLine(line)}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" rx="10" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#c9d1d9">`,
    ...rows,
    '</g></svg>\n',
  ].join('\n')
}

/** A colour code (its numbers in group 1) or plain text (group 2). */
const styledText = new RegExp(String.raw`\x1b\[([\d;]*)m|([^\x1b]+)`, 'g')

/** One line as tspans, each at its column, so that no font's idea of width can move it. */
function drawLine(line: string): string {
  let style: { color?: string; bold?: boolean; dim?: boolean; italic?: boolean } = {}
  let column = 0
  let out = ''
  for (const [, code, text = ''] of line.matchAll(styledText)) {
    if (code !== undefined) {
      style = restyle(style, code)
      continue
    }
    const attributes = [
      `x="${(margin + column * charWidth).toFixed(1)}"`,
      style.color ? `fill="${style.color}"` : '',
      style.bold ? 'font-weight="bold"' : '',
      style.italic ? 'font-style="italic"' : '',
      style.dim ? 'opacity="0.6"' : '',
    ]
    out += `<tspan ${attributes.filter(Boolean).join(' ')}>${escape(text)}</tspan>`
    column += stringWidth(text)
  }
  return out
}

function restyle<Style extends object>(style: Style, codes: string) {
  let next: { color?: string; bold?: boolean; dim?: boolean; italic?: boolean } = { ...style }
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) next = {}
    else if (code === 1) next.bold = true
    else if (code === 2) next.dim = true
    else if (code === 3) next.italic = true
    else if (code === 22) next = { ...next, bold: false, dim: false }
    else if (code === 23) next.italic = false
    else if (code === 39) delete next.color
    else if (code >= 30 && code <= 37) next.color = palette[code - 30]!
    else if (code >= 90 && code <= 97) next.color = palette[code - 90]!
  }
  return next
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
