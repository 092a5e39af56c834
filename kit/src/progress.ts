import stringWidth from 'string-width'
import { columnsOfPicture, fit } from './columns.ts'
import { escapeMarkup, inNotebook, openPlace, oneLine } from './display.ts'
import type { Progress } from './pictures.ts'

/** What `showProgress` gives. */
export function openProgress(title: string, total: number): Progress {
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`showProgress needs the number of steps, above 0; it was given ${String(total)}.`)
  }
  const show = surface(oneLine(title), total)
  let done = 0
  let shown = ''
  show(done)
  return {
    advance(by = 1) {
      if (!Number.isFinite(by)) throw new RangeError(`advance needs a number of steps; it was given ${String(by)}.`)
      const next = Math.min(Math.max(done + by, 0), total)
      const state = `${Math.floor((next / total) * 1000)}`
      done = next
      if (state === shown) return
      shown = state
      show(done)
    },
  }
}

function surface(title: string, total: number): (done: number) => void {
  if (inNotebook()) {
    const place = openPlace()
    return (done) => place.html(asHtml(title, done, total))
  }
  let isOver = false
  return (done) => {
    if (isOver) return
    isOver = done >= total
    if (process.stdout.isTTY) process.stdout.write(`\r${asText(title, done, total)}${isOver ? '\n' : ''}`)
    else if (isOver) console.log(asText(title, done, total))
  }
}

function asText(title: string, done: number, total: number): string {
  const numbers = `${String(done).padStart(String(total).length)} of ${total}`
  const columns = columnsOfPicture()
  const width = 30
  const filled = Math.floor((done / total) * width)
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
  return `${fit(title, Math.min(stringWidth(title), columns - width - numbers.length - 4))}  ${bar}  ${numbers}`
}

function asHtml(title: string, done: number, total: number): string {
  return `<label>${escapeMarkup(title)} <progress value="${done}" max="${total}" style="width:240px;vertical-align:middle"></progress> ${done} of ${total}</label>`
}
