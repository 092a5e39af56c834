// Expected: Your request did not ask for a stream: add `stream: true`.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  const text = completion.choices[0]?.message.content ?? ''
  for (const word of text.split(/(?<= )/)) onText(word)
  return text
}
