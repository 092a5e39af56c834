import { marked } from 'marked'
import type { Token, Tokens } from 'marked'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { drawFlowchart } from './flowchart.ts'
import { layOutTable } from './grid.ts'
import { behindRule } from './highlight.ts'
import type { Palette } from './palette.ts'

export interface ProseOptions {
  palette: Palette
  /** Columns to wrap at. */
  width: number
  highlight(language: string, code: string): string
}

/** A part of a cell of prose: Markdown, or a question with the answer to be revealed. */
export type Part = { markdown: string } | { question: string; answer: string }

const details = /^<details>\s*<summary>(.*?)<\/summary>(.*?)<\/details>[ \t]*$/gms

/**
 * Splits Markdown at its quizzes: `<details><summary>question</summary>answer</details>`. In the question, which a notebook does not read as
 * Markdown, code stands in `<code>`.
 */
export function splitQuizzes(markdown: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of markdown.matchAll(details)) {
    parts.push({ markdown: markdown.slice(end, match.index) })
    parts.push({ question: (match[1] ?? '').replaceAll(/<\/?code>/g, '`').trim(), answer: (match[2] ?? '').trim() })
    end = match.index + match[0].length
  }
  parts.push({ markdown: markdown.slice(end) })
  return parts.filter((part) => !('markdown' in part) || part.markdown.trim() !== '')
}

/** Renders Markdown for a terminal, without a newline at its end. */
export function renderProse(markdown: string, options: ProseOptions): string {
  const page = { ...options, links: new Set<string>() }
  return blocks(marked.lexer(markdown), page).replaceAll(noBreak, ' ')
}

interface Page extends ProseOptions {
  /** Addresses already shown, which need not be shown again. */
  links: Set<string>
}

function blocks(tokens: readonly Token[], page: Page, between = '\n\n'): string {
  return tokens
    .map((token) => block(token, page))
    .filter((text) => text !== '')
    .join(between)
}

function block(token: Token, page: Page): string {
  const { palette, width } = page
  switch (token.type) {
    case 'space':
    case 'def':
      return ''
    case 'heading':
      return heading(token as Tokens.Heading, page)
    case 'code': {
      const { lang, text } = token as Tokens.Code
      const tree = lang === 'mermaid' ? drawFlowchart(text, width, palette) : undefined
      return tree ?? behindRule(page.highlight(lang?.split(/\s/)[0] ?? '', text), palette.quiet('│ '), width)
    }
    case 'blockquote':
      return indent(blocks((token as Tokens.Blockquote).tokens, narrower(page, 2)), palette.quiet('▌ '))
    case 'list':
      return list(token as Tokens.List, page)
    case 'table': {
      const { header, rows, align } = token as Tokens.Table
      const cells = [header, ...rows].map((row) => row.map((cell) => inline(cell.tokens, page)))
      return layOutTable(cells, align, width, palette)
    }
    case 'hr':
      return palette.quiet('─'.repeat(Math.min(width, 20)))
    case 'html':
      return wrap(plain((token as Tokens.HTML).text).trim(), width)
    default:
      return wrap(inline([token], page), width)
  }
}

function heading({ depth, tokens }: Tokens.Heading, page: Page): string {
  const text = wrap(inline(tokens, page), page.width)
  const rule = { 1: '═', 2: '─' }[depth]
  if (!rule) return page.palette.heading(text)
  const length = Math.max(...text.split('\n').map((line) => stringWidth(line)))
  return `${page.palette.heading(text)}\n${page.palette.quiet(rule.repeat(length))}`
}

function list({ items, ordered, start, loose }: Tokens.List, page: Page): string {
  const last = String(Number(start || 1) + items.length - 1)
  return items
    .map((item, i) => {
      const mark = ordered ? `${String(Number(start || 1) + i).padStart(last.length)}. ` : '• '
      const box = item.task ? (item.checked ? '[x] ' : '[ ] ') : ''
      const content = item.tokens.filter((token) => token.type !== 'checkbox')
      const text = blocks(content, narrower(page, mark.length + box.length), loose ? '\n\n' : '\n')
      return indent(text, ' '.repeat(mark.length + box.length), mark + box)
    })
    .join(loose ? '\n\n' : '\n')
}

function inline(tokens: readonly Token[], page: Page): string {
  return tokens.map((token) => span(token, page)).join('')
}

function span(token: Token, page: Page): string {
  const { palette } = page
  const inner = () => ('tokens' in token && token.tokens ? inline(token.tokens, page) : entities(text(token)))
  switch (token.type) {
    case 'strong':
      return palette.strong(inner())
    case 'em':
      return palette.emphasis(inner())
    case 'codespan':
      return palette.code(keepTogether(text(token)))
    case 'del':
      return `~${inner()}~`
    case 'br':
      return '\n'
    case 'link':
      return link(inner(), (token as Tokens.Link).href, page)
    case 'image':
      return `[picture: ${text(token)}]`
    case 'html':
      return /^<br/i.test(text(token)) ? '\n' : plain(text(token))
    case 'text':
    case 'escape':
      // A line break in the source is only a place where its author ran out of line.
      return inner().replaceAll('\n', ' ')
    default:
      return inner()
  }
}

function link(label: string, href: string, { palette, links }: Page): string {
  const isNew = !links.has(href)
  links.add(href)
  const address = href.replace(/^mailto:/, '')
  if (label === address) return palette.link(label)
  return isNew ? `${label} (${palette.link(address)})` : label
}

/** Stands for a blank at which no line may be broken, until all lines are. */
const noBreak = '\u00a0'

/** A short command is read, and copied, in one piece. */
const keepTogether = (code: string) => (code.length <= 24 ? code.replaceAll(' ', noBreak) : code)

const text = (token: Token) => ('text' in token ? String(token.text) : token.raw)
const plain = (html: string) => entities(html.replace(/<!--.*?-->|<\/?[a-z][^>]*>/gis, ''))

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function entities(html: string): string {
  return html.replace(/&(?:#(\d+)|([a-z]+));/gi, (whole, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Number(code)) : (named[name ?? ''] ?? whole),
  )
}

const narrower = (page: Page, by: number): Page => ({ ...page, width: Math.max(page.width - by, 4) })
const wrap = (text: string, width: number) => wrapAnsi(text, width, { hard: true })

function indent(text: string, further: string, first = further): string {
  return text
    .split('\n')
    .map((line, i) => `${i === 0 ? first : further}${line}`.trimEnd())
    .join('\n')
}
