// Expected: You stopped waiting and left the request open: abort it, since the model works on and you pay for it.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const answer = client.chat.completions
    .create({ model, messages: [{ role: 'user', content: question }] })
    .then(({ choices }) => choices[0]?.message.content ?? '')
  const timeIsUp = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), limitMs)
  })
  return Promise.race([answer, timeIsUp])
}
