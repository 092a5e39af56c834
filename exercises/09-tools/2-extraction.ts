/**
 * 9.2 Extraction with one repair
 *
 * `extract` takes a mail and returns the order in it, as in `await extract('Please send me 2 lamps. Ada, ada@example.com')`. It
 * - sends the mail to the model in `model` and asks for JSON with the keys of `Order`, in JSON mode or with a JSON schema,
 * - checks the answer with `Order`, and returns it when it fits,
 * - else sends it back, once: the same conversation, then the answer, then a message of the user that names the fields that are wrong,
 * - throws an Error when the second answer does not fit either,
 * - and throws an Error with the model's own words when it refuses. A refusal is not sent back.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'
import { z } from 'zod'

export const Order = z.object({
  customer: z.string(),
  email: z.email(),
  product: z.string(),
  quantity: z.int(),
})

const openai = new OpenAI()
const model = pick('openai', 'cheap')

export async function extract(
  mail: string,
): Promise<z.infer<typeof Order>> {
  throw new NotStarted()
}
