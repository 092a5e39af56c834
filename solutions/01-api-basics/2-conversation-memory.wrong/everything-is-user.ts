// Expected: You sent the model's own answer back as a `user` message: what the model said is `assistant`.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  const said: string[] = []

  return async function say(text) {
    said.push(text)
    const messages = said.map((content) => ({
      role: 'user' as const,
      content,
    }))
    const completion = await client.chat.completions.create({
      model,
      messages,
    })
    const answer = completion.choices[0]?.message.content ?? ''
    said.push(answer)
    return answer
  }
}
