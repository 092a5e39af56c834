// Expected: The answers are not in the order of the questions: some end before others, and each belongs in the place of its question.
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
  const answers: (string | undefined)[] = []
  const queue = new PQueue({
    concurrency: atOnce,
    interval: 1000,
    intervalCap: perSecond,
    strict: true,
  })
  for (const question of questions)
    void queue.add(async () => answers.push(await ask(question)))
  await queue.onIdle()
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
