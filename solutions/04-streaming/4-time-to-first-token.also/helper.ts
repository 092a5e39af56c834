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
  const since = () => performance.now() - start
  const signal = AbortSignal.timeout(limitMs)
  const result = { text: '', firstTokenMs: undefined as number | undefined }
  const stream = client.chat.completions
    .stream(
      { model, messages: [{ role: 'user', content: question }] },
      { signal },
    )
    .on('content', (piece) => {
      if (piece) result.firstTokenMs ??= since()
      result.text += piece
    })
  const complete = await stream.done().then(
    () => true,
    (error: unknown) => {
      if (signal.aborted) return false
      throw error
    },
  )
  return { ...result, totalMs: since(), complete }
}
