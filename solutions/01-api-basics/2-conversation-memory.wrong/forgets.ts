// Expected: Your second request carried only the newest message: the model has forgotten the first, so send it again.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  return async function say(text) {
    const completion = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: text }],
    })
    return completion.choices[0]?.message.content ?? ''
  }
}
