import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(limitMs)
  for (let n = 0; ; n++) {
    try {
      const stream = client.chat.completions.stream(
        { model, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      return (await stream.finalContent()) ?? ''
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof OpenAI.APIError)) throw error
      const { status = 500, headers } = error
      const isMine = status < 500 && status !== 408 && status !== 429
      if (isMine || n === 2) throw error
      const asked = headers?.get('retry-after')
      const ms = asked ? Number(asked) * 1000 : 500 * 2 ** n
      await sleep(ms, undefined, { signal }).catch(() => {})
      if (signal.aborted) return undefined
    }
  }
}
