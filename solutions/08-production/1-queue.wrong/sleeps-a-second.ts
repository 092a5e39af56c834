// Expected: You wait longer than `perSecond` asks for: a request may start as soon as fewer than `perSecond` have started in the last 1000 ms.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Limits {
  atOnce: number
  perSecond: number
}

const openai = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export async function answerAll(
  questions: readonly string[],
  { atOnce, perSecond }: Limits,
): Promise<(string | undefined)[]> {
  const answers: (string | undefined)[] = []
  let next = 0
  const start = Date.now()
  const work = async () => {
    while (next < questions.length) {
      const i = next++
      const due = start + Math.floor(i / perSecond) * 2000
      const pause = Math.max(0, due - Date.now())
      await new Promise((resolve) => setTimeout(resolve, pause))
      answers[i] = await ask(questions[i] ?? '')
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return answers
}

async function ask(question: string): Promise<string | undefined> {
  try {
    const request = { model, input: question }
    const { output_text } = await openai.responses.create(request)
    return output_text
  } catch {
    return undefined
  }
}
