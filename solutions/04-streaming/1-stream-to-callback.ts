import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  const stream = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  let text = ''
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content
    if (!piece) continue
    text += piece
    onText(piece)
  }
  return text
}
