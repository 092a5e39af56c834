// Expected: You start more than `perSecond` requests within 1000 ms.
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
  { atOnce }: Limits,
): Promise<(string | undefined)[]> {
  const queue = new PQueue({
    concurrency: atOnce,
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
