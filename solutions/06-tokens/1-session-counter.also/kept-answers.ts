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

type Answer =
  | { from: 'openai'; usage: OpenAI.CompletionUsage | undefined }
  | { from: 'anthropic'; usage: Anthropic.Usage }

export function startSession(): Session {
  const answers: Answer[] = []
  return {
    async ask(provider, question) {
      if (provider === 'openai') {
        const { choices, usage } = await askOpenAI(question)
        answers.push({ from: 'openai', usage })
        return choices[0]?.message.content ?? ''
      }
      const { content, usage } = await askClaude(question)
      answers.push({ from: 'anthropic', usage })
      const text = content.find((block) => block.type === 'text')
      return text?.text ?? ''
    },
    totals() {
      const sum = (of: (answer: Answer) => number) =>
        answers.reduce((total, answer) => total + of(answer), 0)
      return {
        input: sum(inputOf),
        cached: sum(cachedOf),
        output: sum(outputOf),
        reasoning: sum(reasoningOf),
      }
    },
  }
}

function inputOf({ from, usage }: Answer): number {
  if (from === 'openai') return usage?.prompt_tokens ?? 0
  return (
    usage.input_tokens +
    (usage.cache_read_input_tokens ?? 0) +
    (usage.cache_creation_input_tokens ?? 0)
  )
}

function cachedOf({ from, usage }: Answer): number {
  if (from === 'openai')
    return usage?.prompt_tokens_details?.cached_tokens ?? 0
  return usage.cache_read_input_tokens ?? 0
}

function outputOf({ from, usage }: Answer): number {
  if (from === 'openai') return usage?.completion_tokens ?? 0
  return usage.output_tokens
}

function reasoningOf({ from, usage }: Answer): number {
  if (from === 'openai')
    return usage?.completion_tokens_details?.reasoning_tokens ?? 0
  return usage.output_tokens_details?.thinking_tokens ?? 0
}
