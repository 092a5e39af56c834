// Expected: You ask one question after the other, although `atOnce` may be under way: waiting costs more than it has to.
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
  { perSecond }: Limits,
): Promise<(string | undefined)[]> {
  const answers: (string | undefined)[] = []
  for (const question of questions) {
    answers.push(await ask(question))
    await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond))
  }
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
