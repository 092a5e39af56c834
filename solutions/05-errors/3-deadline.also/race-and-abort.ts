import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const controller = new AbortController()
  const { signal } = controller
  const timeIsUp = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), limitMs)
  })
  const answer = client.chat.completions
    .create(
      { model, messages: [{ role: 'user', content: question }] },
      { signal },
    )
    .then(({ choices }) => choices[0]?.message.content ?? '')
  answer.catch(() => {})
  try {
    return await Promise.race([answer, timeIsUp])
  } finally {
    controller.abort()
  }
}
