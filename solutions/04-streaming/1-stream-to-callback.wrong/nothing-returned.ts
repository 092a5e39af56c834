// Expected: You returned an empty string although the model had answered: look for its text where the response has it.
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
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content
    if (piece) onText(piece)
  }
  return ''
}
