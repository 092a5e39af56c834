import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  const pieces: string[] = []
  let previous: string | undefined
  let input = question
  while (pieces.length < 4) {
    const response = await client.responses.create({
      model,
      reasoning: { effort: 'none' },
      max_output_tokens: limit,
      input,
      previous_response_id: previous,
    })
    pieces.push(response.output_text)
    if (response.status === 'completed')
      return { text: pieces.join(''), complete: true }
    previous = response.id
    input = 'Continue exactly where you stopped.'
  }
  return { text: pieces.join(''), complete: false }
}
