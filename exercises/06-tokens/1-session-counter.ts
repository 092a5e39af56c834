/**
 * 6.1 A token counter over a session
 *
 * Several questions, two providers, one account of the tokens they used.
 *
 * `startSession` begins a new session and returns two functions for it:
 * - `ask(provider, question)` asks with `askOpenAI` or `askClaude` below, once, and returns the text of the answer, without thoughts,
 * - `totals()` returns what all answers of this session used so far: `input`, everything the models read; `cached`, how much of
 *   that was read from the provider's cache; `output`, everything charged as output; `reasoning`, how much of that was thoughts.
 *
 * Count what `usage` says. A request that fails counts nothing, and its error is the caller's to see. Several questions may be on
 * their way at the same time, two sessions know nothing of each other, and totals that were returned do not change afterwards.
 */
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

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
  throw new NotStarted()
}
