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
    const answer = completion.choices[0]?.message.content ?? ''
    messages.push({ role: 'assistant', content: answer })
    return answer
  }
}
