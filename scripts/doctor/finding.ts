/** What the doctor found out about one thing. */
export interface Finding {
  /** The thing, in a word or two: `Jupyter`. */
  readonly name: string
  /** `problem`: the workbook does not work without it. `look`: something is missing or old that not everybody needs. */
  readonly state: 'ok' | 'look' | 'problem'
  readonly text: string
  /** The one command, or the one thing to do, that mends it. */
  readonly mend?: string
}
