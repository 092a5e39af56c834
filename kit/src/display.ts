import { createRequire } from 'node:module'

/** True in a Jupyter notebook, false in a terminal. */
export function inNotebook(): boolean {
  return '__tslab__' in globalThis
}

interface TslabDisplay {
  html(html: string): void
  svg(svg: string): void
}

/**
 * Shows something in the richest form the surface has: HTML or SVG in a notebook, plain text in a terminal.
 *
 * @param forms the same content as text, and as HTML or SVG; both must say the same
 */
export function display(forms: { text: string } & ({ html: string } | { svg: string })): void {
  if (!inNotebook()) {
    console.log(forms.text)
    return
  }
  // tslab hangs its display functions on the module object a notebook itself would import.
  const { display: show } = createRequire(import.meta.url)('tslab') as { display: TslabDisplay }
  if ('svg' in forms) show.svg(forms.svg)
  else show.html(forms.html)
}

/** Text made safe between the tags of HTML or SVG. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
