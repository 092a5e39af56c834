// Expected: You wait for a whole group to end before the next begins: a slow answer must not hold up a free place.
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
  const size = Math.min(atOnce, perSecond)
  for (let i = 0; i < questions.length; i += size) {
    const group = questions.slice(i, i + size)
    answers.push(...(await Promise.all(group.map(ask))))
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
