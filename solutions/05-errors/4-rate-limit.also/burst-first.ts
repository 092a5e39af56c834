import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

const sleep = (ms: number) =>
  new Promise((resolve) => setTimeout(resolve, ms))

async function ask(question: string): Promise<string> {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return choices[0]?.message.content ?? ''
}

/** Lets as many through at once as the limit allows, and then one by one. */
function gate(perMinute: number): () => Promise<unknown> {
  const gap = 60_500 / perMinute
  let next = -Infinity
  return () => {
    const now = performance.now()
    const start = Math.max(next, now - gap * (perMinute - 1))
    next = start + gap
    return sleep(Math.max(0, start - now))
  }
}

export async function askAll(
  questions: string[],
  perMinute: number,
): Promise<string[]> {
  const turn = gate(perMinute)
  return Promise.all(
    questions.map((question) => turn().then(() => ask(question))),
  )
}
