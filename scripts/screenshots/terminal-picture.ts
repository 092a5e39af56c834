import stringWidth from 'string-width'

const palette = ['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#c9d1d9']
const [charWidth, lineHeight, margin] = [8.43, 19, 20]

/**
 * Lines with ANSI colours as an SVG of a dark terminal, 80 columns wide.
 *
 * @param title what a screen reader calls the picture
 */
export function drawTerminal(lines: readonly string[], title: string): string {
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
