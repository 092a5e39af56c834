import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Totals {
  input: number
  cached: number
  output: number
  reasoning: number
}

export interface Session {
  ask(provider: 'openai' | 'anthropic', question: string): Promise<string>
  totals(): Totals
}

const openai = new OpenAI()
const anthropic = new Anthropic()
const manual = 'Answer in one sentence. Name the form. Be kind. '.repeat(
  400,
)

/** Asks GPT about the manual. */
function askOpenAI(question: string) {
  return openai.chat.completions.create({
    model: pick('openai', 'cheap'),
    messages: [
      { role: 'developer', content: manual },
      { role: 'user', content: question },
    ],
  })
}

/** Asks Claude about the manual, which is kept in the cache. */
function askClaude(question: string) {
  const cache_control = { type: 'ephemeral' as const }
  return anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 2000,
    system: [{ type: 'text', text: manual, cache_control }],
    messages: [{ role: 'user', content: question }],
  })
}

export function startSession(): Session {
  const totals: Totals = { input: 0, cached: 0, output: 0, reasoning: 0 }

  async function ask(provider: 'openai' | 'anthropic', question: string) {
    if (provider === 'openai') {
      const { choices, usage } = await askOpenAI(question)
      totals.input += usage?.prompt_tokens ?? 0
      totals.cached += usage?.prompt_tokens_details?.cached_tokens ?? 0
      totals.output += usage?.completion_tokens ?? 0
      totals.reasoning +=
        usage?.completion_tokens_details?.reasoning_tokens ?? 0
      return choices[0]?.message.content ?? ''
    }
    const { content, usage } = await askClaude(question)
    const cached = usage.cache_read_input_tokens ?? 0
    const written = usage.cache_creation_input_tokens ?? 0
    totals.input += usage.input_tokens + cached + written
    totals.cached += cached
    totals.output += usage.output_tokens
    totals.reasoning += usage.output_tokens_details?.thinking_tokens ?? 0
    return content
      .map((block) => (block.type === 'text' ? block.text : ''))
      .join('')
  }

  return { ask, totals: () => ({ ...totals }) }
}
