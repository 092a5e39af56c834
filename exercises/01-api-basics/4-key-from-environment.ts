/**
 * 1.4 A key from the environment, masked
 *
 * Your team keeps its key in a variable of its own, TEAM_OPENAI_KEY. Use it, and let nobody read it from your logs.
 *
 * `askAsTeam` takes a question. It
 * - asks the model with the key in the environment variable TEAM_OPENAI_KEY,
 * - returns `{ answer, key }`: the text of the answer, and the key masked: its first three characters, `…`, and its last
 *   four, as in `sk-…7f3a`; a key of fewer than 12 characters would be half visible, so it becomes just `…`,
 * - throws, when TEAM_OPENAI_KEY is not set or empty, an Error whose message names the variable, and sends nothing,
 * - never prints the key.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

/** A client that uses a certain key. */
const clientWith = (apiKey: string) => new OpenAI({ apiKey })

export async function askAsTeam(
  question: string,
): Promise<{ answer: string; key: string }> {
  throw new NotStarted()
}
