import type { ChatCompletion } from 'openai/resources/chat/completions'
import type { CompletionChoice } from 'openai/resources/completions'
import type { Call, Outcome } from './call.ts'
import { chat } from './chat.ts'
import type { Dialect } from './dialect.ts'
import { compact } from './json.ts'
import { isProblem } from './problem.ts'

/**
 * POST /completions: a prompt without roles. Together's chunks have the text where both of its APIs look for it, so that a
 * stream is that of a chat; a whole answer is another object.
 */
export async function completions(call: Call, dialect: Dialect): Promise<Outcome> {
  const { prompt, ...rest } = call.body
  if (typeof prompt !== 'string') {
    return dialect.problems.complain([{ kind: 'missing', path: ['prompt'], value: call.body }])
  }
  const body = { ...rest, messages: [{ role: 'user', content: prompt }] }
  const outcome = await chat({ ...call, body }, dialect)
  if (isProblem(outcome) || rest.stream === true) return outcome
  const { id, created, model, choices, usage } = (await outcome.response.json()) as ChatCompletion
  const answer = {
    id,
    object: 'text.completion',
    created,
    model,
    prompt: [],
    choices: choices.map(({ message, finish_reason, index }) => ({
      text: message.content ?? '',
      finish_reason: finish_reason as CompletionChoice['finish_reason'],
      logprobs: null,
      index,
    })) satisfies CompletionChoice[],
    usage: {
      prompt_tokens: usage?.prompt_tokens,
      completion_tokens: usage?.completion_tokens,
      total_tokens: usage?.total_tokens,
    },
  }
  const headers = { 'content-type': dialect.answers.jsonType }
  return { ...outcome, response: new Response(compact(answer), { headers }) }
}
