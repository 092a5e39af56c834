// Expected: You called `onText` when the stream was over: call it inside the loop that reads the stream, as each piece comes.
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
  const pieces: string[] = []
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content
    if (piece) pieces.push(piece)
  }
  for (const piece of pieces) onText(piece)
  return pieces.join('')
}
