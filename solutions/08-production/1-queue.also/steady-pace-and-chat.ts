import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Limits {
  atOnce: number
  perSecond: number
}

const openai = new OpenAI({ maxRetries: 0 })

export async function answerAll(
  questions: readonly string[],
  limits: Limits,
): Promise<(string | undefined)[]> {
  const busy = new Set<Promise<void>>()
  const answers = questions.map((): string | undefined => undefined)
  let next = 0
  for (const [i, content] of questions.entries()) {
    while (busy.size >= limits.atOnce) await Promise.race(busy)
    const wait = Math.max(0, next - Date.now())
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    next = Date.now() + Math.ceil(1000 / limits.perSecond)
    const job = openai.chat.completions
      .create({
        model: pick('openai', 'cheap'),
        messages: [{ role: 'user', content }],
      })
      .then(
        ({ choices }) => {
          answers[i] = choices[0]?.message.content ?? undefined
        },
        () => {},
      )
      .finally(() => busy.delete(job))
    busy.add(job)
  }
  await Promise.all(busy)
  return answers
}
