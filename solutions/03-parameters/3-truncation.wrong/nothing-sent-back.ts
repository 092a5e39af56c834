// Expected: A later request of yours did not tell the model what it had written: send it as an `assistant` message.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'user', content: question },
  ]
  let text = ''
  for (let requests = 0; requests < 4; requests++) {
    const { choices } = await client.chat.completions.create({
      model,
      reasoning_effort: 'none',
      max_completion_tokens: limit,
      messages,
    })
    const [choice] = choices
    const piece = choice?.message.content ?? ''
    text += piece
    if (choice?.finish_reason !== 'length') return { text, complete: true }
    messages.push({ role: 'user', content: 'Continue where you stopped.' })
  }
  return { text, complete: false }
}
