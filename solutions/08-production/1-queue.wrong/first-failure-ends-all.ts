// Expected: A request failed, and you threw: put `undefined` in its place and go on.
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
  return queue.addAll(jobs)
}

async function ask(question: string): Promise<string | undefined> {
  const request = { model, input: question }
  const { output_text } = await openai.responses.create(request)
  return output_text
}
