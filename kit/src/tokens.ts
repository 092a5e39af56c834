import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { beginning, columnsOfPicture, titled } from './columns.ts'
import { escapeMarkup } from './display.ts'

/** '12 tokens' */
function countOf(tokens: readonly string[]): string {
  return `${tokens.length} token${tokens.length === 1 ? '' : 's'}`
}

/** What is seen of a token: every character, those without a shape as a sign or as their number. */
function visible(token: string): string {
  return token
    .toWellFormed()
    .replaceAll('\r\n', '↵')
    .replaceAll(/[\n\r]/g, '↵')
    .replaceAll('\t', '→')
    .replaceAll(' ', '·')
    .replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/gu, (sign) => `<${sign.codePointAt(0)?.toString(16)}>`)
}

const paints = [['black', 'bgYellow'] as const, ['black', 'bgCyan'] as const]

/** The tokens for a terminal. */
export function tokensText(tokens: readonly string[], title: string): string {
  const columns = columnsOfPicture() - 2
  const hasColours = styleText('red', ' ') !== ' '
  const lines = ['']
  let used = 0
  const breakLine = () => {
    lines.push('')
    used = 0
  }
  const put = (text: string) => {
    lines[lines.length - 1] += text
    used += stringWidth(text)
  }
  for (const [i, token] of tokens.entries()) {
    const text = visible(token)
    // The border before a token stays on its line's end when the token goes to the next line.
    if (i > 0 && used > 0 && !hasColours) put('│')
    if (used > 0 && used + stringWidth(text) + 1 > columns) breakLine()
    for (let rest = text; rest !== '';) {
      const part = beginning(rest, columns - 1) || rest
      if (used > 0 && part !== rest) breakLine()
      put(styleText([...paints[i % 2]!], part))
      rest = rest.slice(part.length)
      if (rest !== '') breakLine()
    }
    if (/[\n\r]$/.test(token) && i < tokens.length - 1) {
      if (!hasColours) put('│')
      breakLine()
    }
  }
  return titled(title, [...lines.map((line) => `  ${line}`), `  ${countOf(tokens)}`])
}

const box = 'border:1px solid #57606a;border-radius:3px;padding:1px 2px;color:#1f2328;background:'

/** Borders and grounds, and between them bars too small to see: where styles are taken away, the bars remain. */
export function tokensHtml(tokens: readonly string[], title: string): string {
  const boxes = tokens.map((token, i) => {
    const after = /[\n\r]$/.test(token) ? '<br>' : '<span style="font-size:0">|</span>'
    return `<span style="${box}${i % 2 ? '#cfe4f5' : '#fbe0c4'}">${escapeMarkup(visible(token))}</span>${i < tokens.length - 1 ? after : ''}`
  })
  const heading = title === '' ? '' : `<div><b>${escapeMarkup(title)}</b></div>`
  return `${heading}<div style="font-family:monospace;line-height:2;overflow-wrap:anywhere">${boxes.join('<wbr>')}</div><div>${countOf(tokens)}</div>`
}
