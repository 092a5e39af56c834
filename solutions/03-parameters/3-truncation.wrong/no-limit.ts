// Expected: A request of yours had no limit: send the one you were given with each of them.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  _limit: number,
): Promise<{ text: string; complete: boolean }> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'user', content: question },
  ]
  let text = ''
  for (let i = 0; i < 4; i++) {
    const reply = await client.chat.completions.create({
      model,
      messages,
      reasoning_effort: 'none',
    })
    const piece = reply.choices[0]?.message.content ?? ''
    text += piece
    if (reply.choices[0]?.finish_reason !== 'length')
      return { text, complete: true }
    messages.push(
      { role: 'assistant', content: piece },
      { role: 'user', content: 'Continue.' },
    )
  }
  return { text, complete: false }
}
