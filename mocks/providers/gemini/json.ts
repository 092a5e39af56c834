import { WrittenResponse } from '../../written-response.ts'

/** Google's servers write angle brackets so that no browser takes an answer for a page. */
function escaped(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')
}

/** JSON as Google prints a body that is not streamed: indented by two spaces, with a line break at the end. */
export function pretty(value: object): string {
  return `${escaped(JSON.stringify(value, null, 2))}\n`
}

/** JSON as it stands in a stream: on one line, a blank after each colon and none after a comma. */
export function spaced(value: object): string {
  // No string holds a line break as such, so every one of them is the printer's.
  return escaped(JSON.stringify(value, null, 1).replace(/\n */g, ''))
}

/** JSON without any blank, as the Interactions API writes it. */
export function compact(value: object): string {
  return escaped(JSON.stringify(value))
}

/** A response of status 200 whose body is indented JSON. */
export function jsonResponse(value: object): Response {
  return new WrittenResponse(pretty(value), { headers: { 'content-type': jsonType } })
}

export const jsonType = 'application/json; charset=UTF-8'
