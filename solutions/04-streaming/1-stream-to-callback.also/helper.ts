import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  const completion = await client.chat.completions
    .stream({ model, messages: [{ role: 'user', content: question }] })
    .on('content', (piece) => {
      if (piece) onText(piece)
    })
    .finalChatCompletion()
  return completion.choices[0]?.message.content ?? ''
}
