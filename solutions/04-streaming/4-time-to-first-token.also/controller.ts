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
  const began = Date.now()
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), limitMs)
  const pieces: string[] = []
  let firstTokenMs: number | undefined
  let complete = false
  try {
    const events = await client.responses.create(
      { model, input: question, stream: true },
      { signal: controller.signal },
    )
    for await (const event of events) {
      if (event.type === 'response.completed') complete = true
      if (event.type !== 'response.output_text.delta') continue
      if (pieces.length === 0) firstTokenMs = Date.now() - began
      pieces.push(event.delta)
    }
  } catch (error) {
    if (!(error instanceof OpenAI.APIUserAbortError)) throw error
  } finally {
    clearTimeout(timer)
  }
  const totalMs = Date.now() - began
  return { text: pieces.join(''), firstTokenMs, totalMs, complete }
}
