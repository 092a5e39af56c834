import wrapAnsi from 'wrap-ansi'

/** A flowchart as far as a tree can show it. */
interface Flowchart {
  /** Id → what stands in the box, in the order in which they are first named. */
  readonly nodes: ReadonlyMap<string, string>
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[]
}

/** How the parts of the tree are painted. */
export interface Paint {
  quiet(text: string): string
  strong(text: string): string
}

/**
 * Draws a Mermaid flowchart for a terminal, as an indented tree: what is decided on top, and below it one branch for each answer.
 * A box that several arrows reach is drawn once and named after that.
 *
 * Understands what a decision tree is written in: `flowchart` or `graph`, boxes of every shape, arrows with and without a label.
 *
 * @param source the text of the fence
 * @param width columns to wrap at
 * @returns undefined for another kind of diagram, or one with subgraphs or several boxes on one side of an arrow
 */
export function drawFlowchart(source: string, width: number, paint: Paint): string | undefined {
  const chart = readFlowchart(source)
  if (!chart) return undefined
  const reached = new Set(chart.edges.map(({ to }) => to))
  const roots = [...chart.nodes.keys()].filter((id) => !reached.has(id))
  // Where everything lies on a circle, it begins with what is named first.
  const starts = roots.length > 0 ? roots : [...chart.nodes.keys()].slice(0, 1)
  const drawn = new Set<string>()
  return starts.flatMap((id) => branch(id, { chart, drawn, width, paint }, '', '', '')).join('\n')
}

const header = /^(?:flowchart|graph)(?:[ \t]+(?:TB|TD|BT|LR|RL))?$/
const silent = /^(?:%%|classDef\b|class\b|style\b|linkStyle\b|click\b)/
const box =
  /^([\w-]*\w)(?:\s*(\[\[|\[\(|\(\[|\(\(|\{\{|\[|\(|\{|>)(?:"([^"]*)"|([^"]*?))(?:\]\]|\)\]|\]\)|\)\)|\}\}|\]|\)|\}))?/
const arrow = /^(?:(?:--|==|-\.)\s+([^|>]+?)\s+)?(?:-{2,}>?|={2,}>?|-?\.+->?|-->)(?:\s*\|([^|]*)\|)?/

function readFlowchart(source: string): Flowchart | undefined {
  const [first = '', ...lines] = source
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%'))
  if (!header.test(first)) return undefined
  const nodes = new Map<string, string>()
  const edges: { from: string; to: string; label: string }[] = []
  for (const line of lines) {
    if (silent.test(line)) continue
    const chain = readChain(line, nodes)
    if (!chain) return undefined
    edges.push(...chain)
  }
  return nodes.size > 0 ? { nodes, edges } : undefined
}

/** One line, `A{Question?} -->|yes| B[Answer] --> C`; undefined where something else stands in it. */
function readChain(line: string, nodes: Map<string, string>): Flowchart['edges'] | undefined {
  const edges: { from: string; to: string; label: string }[] = []
  let rest = line
  let last: { from: string; label: string } | undefined
  for (;;) {
    const [whole, id, , quoted, bare] = box.exec(rest) ?? []
    if (whole === undefined || id === undefined || id === 'subgraph') return undefined
    const said = quoted ?? bare
    if (said !== undefined) nodes.set(id, plain(said))
    else if (!nodes.has(id)) nodes.set(id, id)
    if (last) edges.push({ ...last, to: id })
    rest = rest.slice(whole.length).trimStart()
    if (rest === '') return edges
    const [link, inside, behind] = arrow.exec(rest) ?? []
    if (!link) return undefined
    last = { from: id, label: plain(inside ?? behind ?? '') }
    rest = rest.slice(link.length).trimStart()
  }
}

function plain(text: string): string {
  return text
    .replace(/^"(.*)"$/, '$1')
    .replaceAll(/<br\s*\/?>/g, ' ')
    .replaceAll('#quot;', '"')
    .trim()
}

interface Drawing {
  readonly chart: Flowchart
  readonly drawn: Set<string>
  readonly width: number
  readonly paint: Paint
}

/**
 * The lines of a box and all that hangs on it.
 *
 * @param label what stands at the arrow that leads here
 * @param first what stands before its first line, as `├─ `
 * @param next what stands before every other, as `│  `
 */
function branch(id: string, drawing: Drawing, label: string, first: string, next: string): string[] {
  const { chart, drawn, width, paint } = drawing
  const edges = chart.edges.filter(({ from }) => from === id)
  const isAgain = drawn.has(id) && edges.length > 0
  drawn.add(id)
  const text = `${chart.nodes.get(id) ?? id}${isAgain ? ' (see above)' : ''}`
  const said = label === '' ? text : `${paint.strong(label)}: ${text}`
  const own = wrapAnsi(said, Math.max(width - first.length, 4), { hard: true })
    .split('\n')
    .map((line, i) => paint.quiet(i === 0 ? first : next) + line)
  if (isAgain) return own
  return [
    ...own,
    ...edges.flatMap((edge, i) => {
      const isLast = i === edges.length - 1
      return branch(
        edge.to,
        drawing,
        edge.label,
        `${next}${isLast ? '└─ ' : '├─ '}`,
        `${next}${isLast ? '   ' : '│  '}`,
      )
    }),
  ]
}
