// Expected: The request itself was wrong (status 413), and you passed it on: what is wrong with one provider is wrong with the next.
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Answer {
  provider: 'openai' | 'anthropic'
  text: string
}

const patience = 3000

const openai = new OpenAI({ maxRetries: 0, timeout: patience })
const anthropic = new Anthropic({ maxRetries: 0 })

export async function ask(question: string): Promise<Answer> {
  const errors: unknown[] = []
  try {
    return { provider: 'openai', text: await askOpenAI(question) }
  } catch (error) {
    errors.push(error)
  }
  try {
    return { provider: 'anthropic', text: await askAnthropic(question) }
  } catch (error) {
    errors.push(error)
    throw new AggregateError(errors, 'Neither of the two answered.')
  }
}

async function askOpenAI(input: string): Promise<string> {
  const model = pick('openai', 'cheap')
  const { output_text } = await openai.responses.create({ model, input })
  return output_text
}

async function askAnthropic(content: string): Promise<string> {
  const { content: blocks } = await anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 1000,
    messages: [{ role: 'user', content }],
  })
  const texts = blocks.map((it) => (it.type === 'text' ? it.text : ''))
  return texts.join('')
}
