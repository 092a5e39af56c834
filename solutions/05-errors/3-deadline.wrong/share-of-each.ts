// Expected: The answer would have come after some 20 s of 45, and you did not wait for it: each attempt may take all the time that is left.
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
      { signal, timeout: limitMs / 3 },
    )
    return choices[0]?.message.content ?? ''
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}
