// Expected: The stream broke in the middle and your code said nothing: let the error through, so that nobody takes half an answer for a whole one.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  let text = ''
  try {
    const stream = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: question }],
      stream: true,
    })
    for await (const chunk of stream) {
      const piece = chunk.choices[0]?.delta.content
      if (!piece) continue
      text += piece
      onText(piece)
    }
  } catch (error) {
    console.error(error)
  }
  return text
}
