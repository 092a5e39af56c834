/**
 * 3.4 Softmax, temperature and top-p by hand
 *
 * Three small functions are all that stands between a model's scores and the next token. Write them; no request is needed.
 *
 * `softmax` takes the logits of some tokens and a temperature. It returns their probabilities, in the same order: e to the power of
 * logit / temperature, divided by the sum of all these powers.
 * - At a temperature of 0 the highest logit gets 1 and the others 0; of several that are equally high, the first.
 * - Logits may be large, as [1000, 999], where e to that power is Infinity. Only their differences count.
 *
 * `topP` takes probabilities, in any order, and p. It keeps the smallest set of the most probable ones whose sum exceeds p (at p = 1, all),
 * and returns a list in the order it was given: 0 for those that are cut, and the kept ones scaled so that they sum to 1.
 *
 * `draw` takes probabilities and a random number from 0 up to, but not including, 1. It returns the place in the list, from 0, of the
 * token drawn: in proportion, the first one owning the numbers from 0 up to its probability, and so on. A token of probability 0 is
 * never drawn, and rounding must not make the function fall off the end.
 */
import { NotStarted } from '@workbook/kit'

export function softmax(logits: number[], temperature: number): number[] {
  throw new NotStarted()
}

export function topP(probabilities: number[], p: number): number[] {
  throw new NotStarted()
}

export function draw(probabilities: number[], random: number): number {
  throw new NotStarted()
}
