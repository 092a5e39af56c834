import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { drawFlowchart } from './flowchart.ts'
import { paletteFor } from './palette.ts'
import { renderProse } from './prose.ts'

const draw = (source: string, width = 78) => drawFlowchart(source, width, paletteFor(false))

test('draws a decision tree: the question, and below it a branch for each answer', () => {
  const source = `flowchart TD
    A{Is it raining?} -->|yes| B[Take an umbrella.]
    A -->|no| C{Is it cold?}
    C -->|yes| D[Take a coat.]
    C -->|no| E[Go.]`
  expect(draw(source)).toBe(
    [
      'Is it raining?',
      '├─ yes: Take an umbrella.',
      '└─ no: Is it cold?',
      '   ├─ yes: Take a coat.',
      '   └─ no: Go.',
    ].join('\n'),
  )
})

test.each([
  ['graph LR; a --> b', 'a\n└─ b'],
  ['flowchart\n a["1 (one)"] -- then --> b(two) ==> c([three])', '1 (one)\n└─ then: two\n   └─ three'],
  ['flowchart TD\n a((x)) -.-> b[[y]]\n a --- c[(z)]\n a ----> d{{w}}', 'x\n├─ y\n├─ z\n└─ w'],
  ['%% why\nflowchart TD\n  %% more\n  a[One<br/>two] --> b\n  style a fill:#fff\n  classDef x y', 'One two\n└─ b'],
  ['flowchart TD\n a --> c\n b --> c[End]', 'a\n└─ End\nb\n└─ End'],
  ['flowchart TD\n only[A box]', 'A box'],
])('reads %j', (source, tree) => {
  expect(draw(source)).toBe(tree)
})

test('draws what several arrows reach once, and comes to an end in a circle', () => {
  const shared = 'flowchart TD\n a --> c{Once?}\n b --> c\n c -->|yes| d'
  expect(draw(shared)).toBe('a\n└─ Once?\n   └─ yes: d\nb\n└─ Once? (see above)')
  expect(draw('flowchart TD\n a[Try] --> b[Wait] --> a')).toBe('Try\n└─ Wait\n   └─ Try (see above)')
})

test.each([
  ['sequenceDiagram\n A->>B: hello'],
  ['flowchart TD\n subgraph x\n a --> b\n end'],
  ['flowchart TD\n a & b --> c'],
  [''],
])('leaves %j alone', (source) => {
  expect(draw(source)).toBeUndefined()
})

test.each([20, 40, 78])('is never wider than %i columns, and goes on under its branch', (width) => {
  const long = 'a question that is long enough to need a second line, and a third one where there is little room'
  const tree = draw(
    `flowchart TD\n a{${long}?} -->|yes| b[${long}]\n a -->|no| c{${long}} -->|never| d[${long}]`,
    width,
  )
  for (const line of tree!.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
  expect(tree).toMatch(/^│ {2}\w/m)
})

test('a fence of a lesson is drawn; another diagram stays as it is written', () => {
  const render = (markdown: string) =>
    renderProse(markdown, { palette: paletteFor(false), width: 78, highlight: (_, code) => code })
  expect(render('```mermaid\nflowchart TD\n  a{Why?} -->|so| b[Because.]\n```')).toBe('Why?\n└─ so: Because.')
  expect(render('```mermaid\npie\n```')).toBe('│ pie')
})
