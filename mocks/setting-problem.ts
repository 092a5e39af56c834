/**
 * A setting that cannot be: its message is one sentence for the reader, saying what was wrong and what to do. Under the name by which
 * `scripts/start.mjs` knows such errors.
 */
export class SettingProblem extends Error {
  override name = 'Oops'
}
