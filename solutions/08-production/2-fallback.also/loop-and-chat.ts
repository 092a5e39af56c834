import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Answer {
  provider: 'openai' | 'anthropic'
  text: string
}

const patience = 3000

const patient = { maxRetries: 0 }

const providers = {
  async openai(content: string): Promise<string> {
    const { choices } = await new OpenAI(patient).chat.completions.create(
      {
        model: pick('openai', 'cheap'),
        messages: [{ role: 'user', content }],
      },
      { signal: AbortSignal.timeout(patience) },
    )
    return choices[0]?.message.content ?? ''
  },
  async anthropic(content: string): Promise<string> {
    const stream = new Anthropic(patient).messages.stream({
      model: pick('anthropic', 'cheap'),
      max_tokens: 2000,
      messages: [{ role: 'user', content }],
    })
    return stream.finalText()
  },
}

export async function ask(question: string): Promise<Answer> {
  const errors: unknown[] = []
  for (const provider of ['openai', 'anthropic'] as const) {
    try {
      return { provider, text: await providers[provider](question) }
    } catch (error) {
      const { status } = error as { status?: number }
      if (provider === 'openai' && [400, 413, 422].includes(Number(status)))
        throw error
      errors.push(error)
    }
  }
  throw new AggregateError(errors)
}
