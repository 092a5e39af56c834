// Expected: You stopped waiting, but not the request: the model wrote on and you pay for it. Hand a signal to the call and abort it.
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
  let complete = false
  async function read() {
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
    complete = true
  }
  const timeUp = new Promise((resolve) => setTimeout(resolve, limitMs))
  await Promise.race([read(), timeUp])
  return {
    text,
    firstTokenMs,
    totalMs: performance.now() - start,
    complete,
  }
}
