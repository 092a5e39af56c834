// Expected: Your second request left out what the model itself had said: put each answer into the history, as `assistant`.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  const messages: OpenAI.ChatCompletionMessageParam[] = []

  return async function say(text) {
    messages.push({ role: 'user', content: text })
    const completion = await client.chat.completions.create({
      model,
      messages,
    })
    return completion.choices[0]?.message.content ?? ''
  }
}
