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

function ask(question: string): Promise<string | undefined> {
  const request = { model, input: question }
  return openai.responses.create(request).then(
    ({ output_text }) => output_text,
    () => undefined,
  )
}
