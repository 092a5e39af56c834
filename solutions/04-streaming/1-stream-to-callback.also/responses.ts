import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  const events = await client.responses.create({
    model,
    input: question,
    stream: true,
  })
  const pieces: string[] = []
  for await (const event of events) {
    if (event.type !== 'response.output_text.delta') continue
    pieces.push(event.delta)
    onText(event.delta)
  }
  return pieces.join('')
}
