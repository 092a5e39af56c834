// Expected: You have more than `atOnce` requests under way: begin the next one only when another has ended.
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
  _limits: Limits,
): Promise<(string | undefined)[]> {
  return Promise.all(questions.map(ask))
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
