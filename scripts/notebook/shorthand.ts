// tslab turns a name from an earlier cell into a property of its `exports`, and forgets the shorthand `{ model }`, which then fails
// with "model is not defined". Written out, `{ model: model }`, it works.
import type { SyntaxNode, TypeScript } from './tslab.ts'

/** The column of the written cell, for a column of the expanded one; both from 0, on the same line (from 0). */
export type FindColumn = (line: number, column: number) => number

/**
 * Writes the shorthand properties of a cell out. No line moves.
 *
 * @returns the same code, and the way back to the columns that were written
 */
export function expandShorthand(typescript: TypeScript, source: string): { source: string; findColumn: FindColumn } {
  const file = typescript.createSourceFile('cell.ts', source, typescript.ScriptTarget.ESNext, true)
  const names: { end: number; text: string }[] = []
  typescript.forEachChild(file, function visit(node: SyntaxNode): undefined {
    if (typescript.isShorthandPropertyAssignment(node)) names.push({ end: node.name.end, text: node.name.text })
    typescript.forEachChild(node, visit)
  })
  const expanded = names.reduceRight(
    (text, name) => `${text.slice(0, name.end)}: ${name.text}${text.slice(name.end)}`,
    source,
  )
  const places = names.map(({ end, text }) => ({
    ...placeOf(source, end),
    inserted: text.length + 2,
    length: text.length,
  }))
  return {
    source: expanded,
    findColumn: (line, column) => {
      let shift = 0
      for (const name of places.filter((place) => place.line === line)) {
        const from = name.column + shift
        if (column <= from) break
        // A complaint about what was inserted is about the name that was written.
        if (column < from + name.inserted) return name.column - name.length
        shift += name.inserted
      }
      return column - shift
    },
  }
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const lines = source.slice(0, offset).split('\n')
  return { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 }
}
