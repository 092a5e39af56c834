import PQueue from 'p-queue'
import { pick } from '@workbook/kit'

export interface Limits {
  atOnce: number
  perSecond: number
}

export async function answerAll(
  questions: readonly string[],
  { atOnce: concurrency, perSecond: intervalCap }: Limits,
): Promise<(string | undefined)[]> {
  const pace = { concurrency, interval: 1000, intervalCap, strict: true }
  const queue = new PQueue(pace)
  const jobs = questions.map((question) => queue.add(() => ask(question)))
  const outcomes = await Promise.allSettled(jobs)
  return outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : undefined,
  )
}

async function ask(input: string): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/responses', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ model: pick('openai', 'cheap'), input }),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  const { output } = (await response.json()) as {
    output: { content?: { text?: string }[] }[]
  }
  return output
    .flatMap(({ content = [] }) => content)
    .map(({ text = '' }) => text)
    .join('')
}
