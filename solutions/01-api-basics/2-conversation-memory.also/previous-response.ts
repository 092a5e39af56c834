import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  let previous: string | undefined

  return async function say(text) {
    const response = await client.responses.create({
      model,
      input: text,
      previous_response_id: previous,
    })
    previous = response.id
    return response.output_text
  }
}
