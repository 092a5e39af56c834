// Expected: A request failed, and its place is gone: put `undefined` there, so that each answer keeps the place of its question.
import OpenAI from 'openai'
import PQueue from 'p-queue'
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
  const queue = new PQueue({
    concurrency: atOnce,
    interval: 1000,
    intervalCap: perSecond,
    strict: true,
  })
  const jobs = questions.map((question) => () => ask(question))
  const answers = await queue.addAll(jobs)
  return answers.filter((answer) => answer !== undefined)
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
