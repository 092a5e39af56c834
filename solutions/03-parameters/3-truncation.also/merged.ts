import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  let text = ''
  let complete = false
  for (let left = 4; left > 0 && !complete; left--) {
    const { choices } = await client.chat.completions.create({
      model,
      reasoning_effort: 'none',
      max_completion_tokens: limit,
      messages: [
        { role: 'user', content: question },
        ...(text
          ? [
              { role: 'assistant' as const, content: text },
              { role: 'user' as const, content: 'Please go on.' },
            ]
          : []),
      ],
    })
    text += choices[0]?.message.content ?? ''
    complete = choices[0]?.finish_reason !== 'length'
  }
  return { text, complete }
}
