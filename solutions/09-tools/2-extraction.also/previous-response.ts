import OpenAI from 'openai'
import { pick } from '@workbook/kit'
import { zodTextFormat } from 'openai/helpers/zod'
import { z } from 'zod'

export const Order = z.object({
  customer: z.string(),
  email: z.email(),
  product: z.string(),
  quantity: z.int(),
})

const openai = new OpenAI()
const model = pick('openai', 'cheap')

/** The provider keeps the conversation, so the repair is one message. */
export async function extract(
  mail: string,
): Promise<z.infer<typeof Order>> {
  let previous: string | null = null
  let content = mail
  for (const isLast of [false, true]) {
    const response: OpenAI.Responses.Response =
      await openai.responses.create({
        model,
        input: [{ role: 'user', content }],
        previous_response_id: previous,
        text: { format: zodTextFormat(Order, 'order') },
      })
    const refusal = response.output
      .flatMap((item) => (item.type === 'message' ? item.content : []))
      .find((part) => part.type === 'refusal')
    if (refusal?.type === 'refusal') throw new Error(refusal.refusal)
    const order = Order.safeParse(JSON.parse(response.output_text))
    if (order.success) return order.data
    if (isLast) throw order.error
    previous = response.id
    content = `Invalid: ${order.error.message}. Send the corrected JSON.`
  }
  throw new Error('never reached')
}
