// Expected: There was a 401 long before the time was up, and your code said nothing: catch only what the deadline throws.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(limitMs)
  try {
    const { choices } = await client.chat.completions.create(
      { model, messages: [{ role: 'user', content: question }] },
      { signal },
    )
    return choices[0]?.message.content ?? ''
  } catch {
    return undefined
  }
}
