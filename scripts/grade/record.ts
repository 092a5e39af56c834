/** What a fork tells about one check, besides whether it passed. */
export interface CheckRecord {
  /** What the student's code printed. */
  printed: string
  /** True when the student's code came to its hole. */
  notStarted?: boolean
  mistake?: {
    sentence: string
    expected?: string
    got?: string
    /** A regular expression that finds the line to look at. */
    at?: { source: string; flags: string }
    /** The line itself, where the error told. */
    line?: number
    /** The export that was in use; its line is shown when nothing else is known. */
    name?: string | undefined
    stack?: string
  }
}

declare module 'vitest' {
  interface TaskMeta {
    /** What the check is worth; known before it runs. */
    points?: number
    check?: CheckRecord
    /** Proof that the check itself says that it passed. */
    seal?: string
  }
}
