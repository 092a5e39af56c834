// Expected: After five turns the first message is gone: send the whole history, not only its end.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  let messages: OpenAI.ChatCompletionMessageParam[] = []

  return async function say(text) {
    messages = [...messages.slice(-4), { role: 'user', content: text }]
    const completion = await client.chat.completions.create({
      model,
      messages,
    })
    const answer = completion.choices[0]?.message.content ?? ''
    messages.push({ role: 'assistant', content: answer })
    return answer
  }
}
