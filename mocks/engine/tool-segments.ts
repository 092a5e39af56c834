import { findText } from './retrieval.ts'
import { fit, type Reader, strongest } from './tool-fit.ts'
import { subjectsOf } from './words.ts'

/** A part of a message, and the tool it asks for. */
export interface Segment {
  readonly reader: Reader
  readonly text: string
  readonly isLater: boolean
}

/** Parts the message into what each tool is asked for. */
export function segmentsOf(
  message: string,
  earlier: readonly string[],
  readers: readonly Reader[],
  isForced: boolean,
): Segment[] {
  const clauses = message
    .slice(0, 4000)
    .split(
      /(?<=[.!?;])\s+|\n+|,?\s+\b(?=(?:and|then|also|plus|as well as)\b)|,\s+(?=(?:what|how|who|when|where|send|book|find|get|turn|set|create)\b)/iu,
    )
  const segments: { reader: Reader; text: string; isLater: boolean }[] = []
  let opening = ''
  for (const clause of clauses.slice(0, 60)) {
    const text = clause.trim()
    const winner = strongest(readers, text)
    const last = segments.at(-1)
    if (winner && winner.reader !== last?.reader) {
      const isLater =
        last !== undefined &&
        /\bthen\b|\b(?:the|that|those|these) (?:result|answer|forecast|weather|information|value|price|amount)s?\b|\b(?:send|mail|e-mail|convert|save|post|write|translate|text|forward|add) (?:it|that|them|this)\b|\bafter that\b/iu.test(
          text,
        )
      segments.push({ reader: winner.reader, text: opening === '' ? text : `${opening} ${text}`, isLater })
      opening = ''
    } else if (last) last.text += ` ${text}`
    else opening = `${opening} ${text}`.trim()
  }
  if (segments.length > 0) {
    if (opening !== '')
      segments[segments.length - 1] = {
        ...segments[segments.length - 1],
        text: `${segments.at(-1)?.text ?? ''} ${opening}`,
      } as Segment
    return isForced || !isLesson(message) ? segments : []
  }
  const whole = strongest(readers, message)
  if (whole && (isForced || !isLesson(message))) return [{ reader: whole.reader, text: message, isLater: false }]
  // "And in Rome?" goes on about what was asked before.
  if (
    /^(?:and|or|what about|how about|same for|now)\b|\bthere\b|^in\b/iu.test(message.trim()) &&
    message.length < 120
  ) {
    for (const before of earlier.toReversed()) {
      const meant = strongest(readers, before)
      if (meant) return [{ reader: meant.reader, text: message, isLater: false }]
    }
  }
  const [first] = readers
  if (isForced && first) {
    const best = readers.toSorted((one, other) => fit(other, message) - fit(one, message))[0] ?? first
    return [{ reader: best, text: message, isLater: false }]
  }
  // What nobody knows may be looked up.
  const search = readers.find(({ isSearch }) => isSearch)
  const isQuestion = /\?\s*$|^(?:who|what|when|where|which|how|why|is|are|does|do|can|tell me|find)\b/iu.test(
    message.trim(),
  )
  if (search && isQuestion && subjectsOf(message).length > 0 && findText(message) === undefined)
    return [{ reader: search, text: message, isLater: false }]
  return []
}

/** Questions about what something is are answered, not looked up, when there is an answer. */
function isLesson(message: string): boolean {
  if (
    !/^(?:(?:please |can you |could you )*(?:explain|define|describe)\b|what (?:is|are) (?:an? )?(?!the\b)\p{Ll}+\??$|why (?:do|does|is|are)\b|how (?:do|does)\b)/iu.test(
      message.trim(),
    )
  )
    return false
  return findText(message) !== undefined
}
