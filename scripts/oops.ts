/** A mistake the reader can mend: its message is one sentence that says what was wrong and what to do. Shown without a stack. */
export class Oops extends Error {
  override name = 'Oops'
}
