// Expected: OpenAI had answered, and you asked Anthropic all the same: each request costs, so ask the second only when the first has failed.
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
  const [first, second] = await Promise.allSettled([
    askOpenAI(question),
    askAnthropic(question),
  ])
  if (first.status === 'fulfilled')
    return { provider: 'openai', text: first.value }
  if (second.status === 'fulfilled')
    return { provider: 'anthropic', text: second.value }
  throw new AggregateError([first.reason, second.reason])
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
