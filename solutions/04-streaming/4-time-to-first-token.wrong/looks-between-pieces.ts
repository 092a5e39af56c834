// Expected: No answer came, and your code waited long after its time was up: a clock that is read when a piece comes is never read. Use a signal with a timer.
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
  let text = ''
  let firstTokenMs: number | undefined
  let complete = true
  const stream = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  for await (const chunk of stream) {
    if (performance.now() - start > limitMs) {
      complete = false
      break
    }
    const piece = chunk.choices[0]?.delta.content
    if (!piece) continue
    firstTokenMs ??= performance.now() - start
    text += piece
  }
  return {
    text,
    firstTokenMs,
    totalMs: performance.now() - start,
    complete,
  }
}
