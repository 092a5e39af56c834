// Expected: The first answer was cut off, and you did not ask for the rest: look at the reason it ended with.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  const { choices } = await client.chat.completions.create({
    model,
    reasoning_effort: 'none',
    max_completion_tokens: limit,
    messages: [{ role: 'user', content: question }],
  })
  return { text: choices[0]?.message.content ?? '', complete: true }
}
