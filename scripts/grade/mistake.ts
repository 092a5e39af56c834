/** What belongs to a mistake besides its sentence. */
export interface Details {
  /** What a right answer would have sent or returned. */
  expected?: unknown
  /** What this one did. */
  got?: unknown
  /** Finds the student's line to look at; without it the line of the exported function is shown. */
  at?: RegExp
}

/** Something the student's code does wrong, in one sentence that says what to do about it. */
export class Mistake extends Error {
  override name = 'Mistake'
  readonly sentence: string
  readonly details: Details
  /** Line of the student's file, where the error itself tells. */
  readonly line: number | undefined

  constructor(sentence: string, details: Details = {}, line?: number) {
    super(
      [
        sentence,
        ...('expected' in details ? [`  expected: ${shown(details.expected)}`] : []),
        ...('got' in details ? [`  got:      ${shown(details.got)}`] : []),
      ].join('\n'),
    )
    this.sentence = sentence
    this.details = details
    this.line = line
  }
}

/**
 * States what must be true of a right answer, and what to tell the author of one for which it is not.
 *
 * @param truth what must hold; the type checker knows it does from here on
 * @param sentence said when it does not: one mistake, one sentence
 * @throws Mistake
 */
export function must(truth: unknown, sentence: string, details: Details = {}): asserts truth {
  if (truth) return
  const mistake = new Mistake(sentence, details)
  // The stack begins at the check, not here.
  Error.captureStackTrace(mistake, must)
  throw mistake
}

/** A value on a few short lines, as it is shown beside `expected` and `got`. */
export function shown(value: unknown, most = 200): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : readable(value)
  return text.length > most ? `${text.slice(0, most)}…` : text
}

function readable(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name}`
  try {
    return JSON.stringify(value, undefined, 2)?.replaceAll(/\n\s*/g, ' ') ?? String(value)
  } catch {
    return String(value)
  }
}
