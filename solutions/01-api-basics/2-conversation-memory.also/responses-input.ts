import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  let history: OpenAI.Responses.ResponseInput = []

  return async function say(text) {
    const input: OpenAI.Responses.ResponseInput = [
      ...history,
      { role: 'user', content: text },
    ]
    const response = await client.responses.create({
      model,
      input,
      store: false,
    })
    history = [
      ...input,
      { role: 'assistant', content: response.output_text },
    ]
    return response.output_text
  }
}
