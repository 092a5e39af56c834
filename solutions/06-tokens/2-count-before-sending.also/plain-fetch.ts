import type { Tiktoken } from 'js-tiktoken'
import type OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Encoder = Pick<Tiktoken, 'encode' | 'decode'>

export interface Message {
  role: 'developer' | 'user' | 'assistant'
  content: string
}

const model = pick('openai', 'cheap')

export async function askIfItFits(
  messages: Message[],
  most: number,
  encoding: Encoder,
): Promise<{ counted: number; text: string }> {
  const texts = messages.map(({ content }) =>
    encoding.encode(content, undefined, []),
  )
  const counted = texts.flat().length + 4 * messages.length + 2
  if (counted > most) throw new RangeError(`${counted} > ${most}`)
  const reply = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ model, messages }),
  })
  const { choices } = (await reply.json()) as OpenAI.ChatCompletion
  return { counted, text: choices[0]?.message.content ?? '' }
}
