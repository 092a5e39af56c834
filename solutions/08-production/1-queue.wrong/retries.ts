// Expected: You sent a question again after it had failed: one request each, for a retry needs a place in the queue of its own.
import OpenAI from 'openai'
import PQueue from 'p-queue'
import { pick } from '@workbook/kit'

export interface Limits {
  atOnce: number
  perSecond: number
}

const openai = new OpenAI({ maxRetries: 1 })
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
  return queue.addAll(jobs)
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
