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
  const { data, problem } = read(first)
  if (data) return data
  input.push(
    { role: 'assistant', content: first },
    { role: 'user', content: `That is not valid, correct it: ${problem}` },
  )
  return Order.parse(JSON.parse(await ask(input)))
}

/** The order in an answer, or what is wrong with it; half an object is no JSON. */
function read(answer: string) {
  try {
    const { data, error } = Order.safeParse(JSON.parse(answer))
    return { data, problem: error && z.prettifyError(error) }
  } catch (error) {
    return { data: undefined, problem: String(error) }
  }
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
