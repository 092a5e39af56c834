import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Timed {
  text: string
  firstTokenMs: number | undefined
  totalMs: number
  complete: boolean
}

const client = new OpenAI()
const model = pick('openai', 'mid')

export async function answerWithin(
  question: string,
  limitMs: number,
): Promise<Timed> {
  const start = performance.now()
  const signal = AbortSignal.timeout(limitMs)
  let text = ''
  let firstTokenMs: number | undefined
  try {
    const stream = await client.chat.completions.create(
      {
        model,
        messages: [{ role: 'user', content: question }],
        stream: true,
      },
      { signal },
    )
    for await (const chunk of stream) {
      const piece = chunk.choices[0]?.delta.content
      if (!piece) continue
      firstTokenMs ??= performance.now() - start
      text += piece
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  const totalMs = performance.now() - start
  return { text, firstTokenMs, totalMs, complete: !signal.aborted }
}
