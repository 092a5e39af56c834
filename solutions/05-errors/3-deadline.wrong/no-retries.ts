// Expected: There was time for another attempt after 2 s, and you made none: try again after a 429.
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
      { signal, maxRetries: 0 },
    )
    return choices[0]?.message.content ?? ''
  } catch (error) {
    if (signal.aborted) return undefined
    if (error instanceof OpenAI.RateLimitError) {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve)
      })
      return undefined
    }
    throw error
  }
}
