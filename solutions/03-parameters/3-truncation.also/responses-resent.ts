import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  const input: OpenAI.Responses.ResponseInput = [
    { role: 'user', content: question },
  ]
  let text = ''
  let rounds = 0
  while (true) {
    rounds += 1
    const { output_text, status } = await client.responses.create({
      model,
      input,
      reasoning: { effort: 'none' },
      max_output_tokens: limit,
      store: false,
    })
    text += output_text
    const complete = status !== 'incomplete'
    if (complete || rounds === 4) return { text, complete }
    input.push({ role: 'assistant', content: output_text })
    input.push({ role: 'user', content: 'Go on from there.' })
  }
}
