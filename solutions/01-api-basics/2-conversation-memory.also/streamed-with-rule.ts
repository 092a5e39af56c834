import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation() {
  let messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'developer', content: 'Be friendly.' },
  ]

  return async (text: string): Promise<string> => {
    messages = [...messages, { role: 'user', content: text }]
    const { choices } = await client.chat.completions
      .stream({ model, messages })
      .finalChatCompletion()
    const message = choices[0]?.message
    messages = [
      ...messages,
      { role: 'assistant', content: message?.content ?? '' },
    ]
    return message?.content ?? ''
  }
}
