// Expected: A second conversation began with the history of the first: create the history inside `startConversation`.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

const messages: OpenAI.ChatCompletionMessageParam[] = []

export function startConversation(): (text: string) => Promise<string> {
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
