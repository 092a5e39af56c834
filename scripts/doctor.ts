import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Finding } from './doctor/finding.ts'
import { diskFinding, nodeFinding, packagesFinding, zeromqFinding } from './doctor/installation.ts'
import { editorFinding, jupyterFinding, kernelsFinding } from './doctor/notebooks.ts'
import { catalogueFinding, keysFinding, localServersFinding, portsFinding } from './doctor/surroundings.ts'
import { type Palette, paletteFor, wantsColours } from './lesson/palette.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/**
 * `npm run doctor`: looks at Node, the packages, notebooks, ports, keys and the model catalogue, and names for each trouble the one command that
 * mends it. Changes nothing. Exit code 1 when something is broken that the workbook cannot do without.
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  if (words.length > 0) throw new Oops(`npm run doctor looks at everything; leave "${words[0]}" out.`)
  const findings = await Promise.all([
    nodeFinding(),
    packagesFinding(),
    diskFinding(),
    zeromqFinding(),
    jupyterFinding(),
    kernelsFinding(),
    editorFinding(),
    portsFinding(),
    localServersFinding(),
    keysFinding(),
    catalogueFinding(),
  ])
  const palette = paletteFor(wantsColours(process.stdout))
  const width = Math.min(process.stdout.columns || 80, 100)
  for (const finding of findings) console.log(asLines(finding, palette, width))
  const problems = findings.filter(({ state }) => state === 'problem').length
  console.log(`\n${closing(problems, findings.filter(({ state }) => state === 'look').length)}`)
  return problems > 0 ? 1 : 0
}

/** `  ✓ ok       Node          26.10.0, which the workbook brought`, wrapped under its text. */
function asLines({ name, state, text, mend }: Finding, palette: Palette, width: number): string {
  const sign = {
    ok: palette.success('✓ ok     '),
    look: palette.question('! look   '),
    problem: palette.failure('✗ problem'),
  }[state]
  const margin = `  ${sign}  ${name.padEnd(13)} `
  const indent = ' '.repeat(stringWidth(margin))
  const lines = wrapAnsi(text, Math.max(width - indent.length, 30), { hard: true }).split('\n')
  if (mend) lines.push(`→ ${palette.strong(mend)}`)
  return margin + lines.join(`\n${indent}`)
}

function closing(problems: number, looks: number): string {
  if (problems > 0)
    return `${problems === 1 ? 'One thing keeps' : `${problems} things keep`} the workbook from working: do what its arrow says.`
  if (looks === 0) return 'Everything is as it should be.'
  return `Everything needed is there; ${looks === 1 ? 'one thing is' : `${looks} things are`} worth a look.`
}
