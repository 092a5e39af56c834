import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  const controller = new AbortController()
  const alarm = setTimeout(() => controller.abort(), limitMs)
  try {
    const reply = await client.responses.create(
      { model, input: question },
      { signal: controller.signal },
    )
    return reply.output_text
  } catch (error) {
    if (error instanceof OpenAI.APIUserAbortError) return undefined
    throw error
  } finally {
    clearTimeout(alarm)
  }
}
