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

type Message = OpenAI.ChatCompletionMessageParam

/** In the older dialect, with a JSON schema, calling itself for the repair. */
export async function extract(
  mail: string,
  earlier: Message[] = [],
): Promise<z.infer<typeof Order>> {
  const messages: Message[] = [{ role: 'user', content: mail }, ...earlier]
  const { choices } = await openai.chat.completions.create({
    model,
    messages,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'order', schema: z.toJSONSchema(Order) },
    },
  })
  const { content, refusal } = choices[0]!.message
  if (refusal) throw new Error(`The model refused: ${refusal}`)
  const { data, error } = Order.safeParse(JSON.parse(content ?? ''))
  if (data) return data
  if (earlier.length > 0) throw new Error(error.message)
  const fields = error.issues.map(({ path }) => path.join('.')).join(', ')
  return extract(mail, [
    { role: 'assistant', content },
    { role: 'user', content: `Not valid, mend ${fields}.` },
  ])
}
