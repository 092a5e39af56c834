import { createRequire } from 'node:module'

/** True in a Jupyter notebook, false in a terminal. */
export function inNotebook(): boolean {
  return '__tslab__' in globalThis
}

/** A place in a notebook; what is shown there later overwrites what was shown before. */
export interface Place {
  html(html: string): void
  svg(svg: string): void
}

/** What a picture is in a notebook: markup, made only where it is shown. */
export type Rich = { html: () => string } | { svg: () => string }

const require = createRequire(import.meta.url)

/** A module of the kit's that is loaded only when it is first called for, so that who draws nothing does not wait for it. */
export function later<Module>(file: string): () => Module {
  return () => require(file) as Module
}

// tslab hangs its display functions on the module object a notebook itself would import.
const tslab = later<{ readonly display: Place; readonly newDisplay: () => Place }>('tslab')

/**
 * Shows something in the richest form the surface has: HTML or SVG in a notebook, plain text in a terminal.
 *
 * @param forms makes the same content as text, and as HTML or SVG; both must say the same, and only one of them is called
 */
export function display(forms: { text: () => string } & Rich): void {
  if (!inNotebook()) console.log(forms.text())
  else if ('svg' in forms) tslab().display.svg(forms.svg())
  else tslab().display.html(forms.html())
}

/** A new place in the notebook, to be filled more than once; the file keeps what was shown there last. */
export function openPlace(): Place {
  return tslab().newDisplay()
}

/** Text made safe between the tags of HTML or SVG, and in their attributes. What XML cannot hold is left out. */
export function escapeMarkup(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

/** A label without line breaks and without anything that moves the cursor. */
export function oneLine(label: string): string {
  return label.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
