// Expected: The model refused, and your Error does not say so: look for the refusal before you parse, and put its words into the Error.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'
import { z } from 'zod'

export const Order = z.object({
  customer: z.string(),
  email: z.email(),
  product: z.string(),
  quantity: z.int(),
})

const openai = new OpenAI()
const model = pick('openai', 'cheap')

const keys = Object.keys(Order.shape).join(', ')
const rule = `Extract the order as JSON with the keys ${keys}.`

export async function extract(
  mail: string,
): Promise<z.infer<typeof Order>> {
  const input: OpenAI.Responses.EasyInputMessage[] = [
    { role: 'developer', content: rule },
    { role: 'user', content: mail },
  ]
  const first = await ask(input)
  const read = Order.safeParse(JSON.parse(first))
  if (read.success) return read.data
  const problem = z.prettifyError(read.error)
  input.push(
    { role: 'assistant', content: first },
    { role: 'user', content: `That is not valid, correct it: ${problem}` },
  )
  return Order.parse(JSON.parse(await ask(input)))
}

async function ask(
  input: OpenAI.Responses.EasyInputMessage[],
): Promise<string> {
  const { output_text } = await openai.responses.create({
    model,
    input,
    text: { format: { type: 'json_object' } },
  })
  return output_text
}
