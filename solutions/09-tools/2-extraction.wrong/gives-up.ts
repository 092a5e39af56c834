// Expected: The model left a field out, and you gave up: send the answer back once, with what is wrong.
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
  return Order.parse(JSON.parse(first))
}

async function ask(
  input: OpenAI.Responses.EasyInputMessage[],
): Promise<string> {
  const { output, output_text } = await openai.responses.create({
    model,
    input,
    text: { format: { type: 'json_object' } },
  })
  for (const item of output) {
    if (item.type !== 'message') continue
    for (const part of item.content) {
      if (part.type === 'refusal') throw new Error(part.refusal)
    }
  }
  return output_text
}
