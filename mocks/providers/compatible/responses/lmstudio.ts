import { hex, perWorld, randomText } from '../../../world.ts'
import { lowerCase } from '../ids.ts'
import { pretty } from '../json.ts'
import type { Body } from '../json.ts'
import type { Problem } from '../problem.ts'
import { inOrder } from './host.ts'
import type { Draw, Item, Progress, ResponseShape, ResponsesHost } from './host.ts'
import { responsesFields } from './request.ts'

const keys = [
  'type',
  'response',
  'item_id',
  'output_index',
  'content_index',
  'item',
  'part',
  'delta',
  'text',
  'arguments',
  'logprobs',
  'sequence_number',
]

interface Stored {
  readonly key: string
  readonly messages: readonly object[]
}

/** Conversations that can be gone on with, by the id of their last response; the oldest are forgotten. */
const stored = perWorld(() => new Map<string, Stored>())
const mostStored = 1000

/**
 * Responses of LM Studio, which remembers them: lmstudio.ai/docs/developer/openai-compat/responses. Ids and items are those of
 * the log in lmstudio-bug-tracker#1188; the other keys are OpenAI's.
 */
export const lmstudioResponses: ResponsesHost = {
  fields: { ...responsesFields, previous_response_id: { type: 'string' } },
  messagesBefore({ previous_response_id: previous }, key) {
    if (previous == null) return []
    const found = stored().get(String(previous))
    return found?.key === key ? found.messages : notFound(String(previous))
  },
  keep({ id, draft, body }, messages, key) {
    if (body.store === false) return
    const call = ({ id: callId, name, arguments: args }: (typeof draft.calls)[number]) => ({
      id: callId,
      type: 'function',
      function: { name, arguments: args },
    })
    const said = {
      role: 'assistant',
      content: draft.text,
      ...(draft.calls.length && { tool_calls: draft.calls.map(call) }),
    }
    // Instructions hold for one response only.
    const heard = body.instructions == null ? messages : messages.slice(1)
    stored().set(id, { key, messages: [...heard, said] })
    const [oldest] = stored().keys()
    if (stored().size > mostStored && oldest !== undefined) stored().delete(oldest)
  },
  newId: (kind, { completion: { random } }) =>
    kind === 'resp' ? `resp_${randomText(random, 48, hex)}` : `${kind}_${randomText(random, 21, lowerCase)}`,
  item(item, isDone) {
    const { id, text } = item
    const content = isDone ? [part(item.kind, text)] : []
    if (item.kind === 'reasoning') return { id, type: 'reasoning', summary: [], content }
    const status = isDone ? 'completed' : 'in_progress'
    if (item.kind === 'message') return { id, type: 'message', role: 'assistant', status, content }
    const call = { id, type: 'function_call', call_id: item.callId, name: item.name }
    return { ...call, arguments: isDone ? text : '', status }
  },
  part,
  response,
  print: pretty,
  tellsCut: true,
  stream: {
    thoughts: 'response.reasoning_text',
    thoughtParts: 'response.content_part',
    isNamed: true,
    event: (event) => inOrder(event, keys),
  },
}

function notFound(id: string): Problem {
  return {
    status: 400,
    message: `Previous response with id '${id}' not found.`,
    type: 'invalid_request_error',
    param: 'previous_response_id',
    code: 'previous_response_not_found',
  }
}

function part(kind: Item['kind'], text: string): Body {
  return kind === 'reasoning'
    ? { type: 'reasoning_text', text }
    : { type: 'output_text', text, annotations: [], logprobs: [] }
}

function response({ completion, body, id }: Draw, { status, output, reason }: Progress): Body {
  const { prompt, cached, completion: written, reasoning } = completion.counts
  return {
    id,
    object: 'response',
    created_at: completion.created,
    status,
    model: completion.model.id,
    output,
    error: null,
    incomplete_details: reason ? { reason } : null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    metadata: body.metadata ?? {},
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: body.previous_response_id ?? null,
    reasoning: body.reasoning ?? null,
    store: body.store ?? true,
    temperature: body.temperature ?? null,
    text: body.text ?? { format: { type: 'text' } },
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: body.top_p ?? null,
    truncation: body.truncation ?? 'disabled',
    usage:
      status === 'in_progress'
        ? null
        : {
            input_tokens: prompt,
            input_tokens_details: { cached_tokens: cached },
            output_tokens: written,
            output_tokens_details: { reasoning_tokens: reasoning },
            total_tokens: prompt + written,
          },
  } satisfies ResponseShape
}
