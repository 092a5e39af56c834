// Expected: The limit was passed, and your code came back later: stop when the time is up.
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
  const stream = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content
    if (!piece) continue
    firstTokenMs ??= performance.now() - start
    text += piece
  }
  const totalMs = performance.now() - start
  return { text, firstTokenMs, totalMs, complete: totalMs <= limitMs }
}
