/**
 * 3.1 The temperature experiment
 *
 * How much does temperature change? Measure it: one prompt, five times cold and five times warm.
 *
 * `experiment` takes a prompt. It
 * - sends ten requests to `model`, five with a temperature of 0 and five with a temperature of 1, one for each answer, for not
 *   everybody knows `n`,
 * - each with the prompt, unchanged, as its only message, from the `user`,
 * - and returns `{ cold, warm }`: how many different answers came back at 0, and how many at 1.
 *
 * The model takes a temperature only when it is told not to think first.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function experiment(
  prompt: string,
): Promise<{ cold: number; warm: number }> {
  throw new NotStarted()
}
