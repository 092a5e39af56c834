/** One thing people ask the simulated model about, and what it learned to say. */
export interface Text {
  /** 3–6 ways a person would really put the question; the words of a prompt are matched against these. */
  readonly asks: readonly string[]
  /** Two or more answers in different words. The first sentence of each is a complete short answer by itself. */
  readonly answers: readonly string[]
}
