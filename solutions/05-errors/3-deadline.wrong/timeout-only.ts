// Expected: The time was up and your code went on, while it waited for an answer: a `timeout` is for one attempt, and there are three.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  try {
    const { choices } = await client.chat.completions.create(
      { model, messages: [{ role: 'user', content: question }] },
      { timeout: limitMs },
    )
    return choices[0]?.message.content ?? ''
  } catch (error) {
    if (error instanceof OpenAI.APIConnectionTimeoutError) return undefined
    throw error
  }
}
