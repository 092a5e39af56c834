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
  const starts: number[] = []
  let next = 0
  async function turn(i: number): Promise<void> {
    const before = starts[i - perSecond]
    const due = before === undefined ? 0 : before + 1000
    const wait = Math.max(0, due - Date.now())
    starts[i] = Date.now() + wait
    if (wait > 0) await new Promise((done) => setTimeout(done, wait))
  }
  async function work(): Promise<void> {
    for (let i = next++; i < questions.length; i = next++) {
      await turn(i)
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
