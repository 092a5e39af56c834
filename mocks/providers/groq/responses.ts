import { compact } from '../compatible/json.ts'
import type { Body } from '../compatible/json.ts'
import { inOrder } from '../compatible/responses/host.ts'
import type { Draw, Item, Progress, ResponseShape, ResponsesHost } from '../compatible/responses/host.ts'
import { responsesFields } from '../compatible/responses/request.ts'
import { ulid } from './ids.ts'
import { invalid } from './invalid.ts'

const keys = [
  'type',
  'sequence_number',
  'item_id',
  'output_index',
  'content_index',
  'response',
  'item',
  'part',
  'delta',
  'text',
  'arguments',
  'logprobs',
]

/**
 * Groq's Responses (beta). The fields are those of the API reference; console.groq.com/docs/responses-api names what is not
 * supported: `previous_response_id`, `include`, `safety_identifier` and `prompt_cache_key` are no fields here and are refused
 * like any other, and nothing can be stored. The body is that of the page's example; of the stream no recording is known, so
 * the events are OpenAI's.
 */
export const groqResponses: ResponsesHost = {
  fields: {
    ...responsesFields,
    service_tier: { type: 'string', oneOf: ['auto', 'default', 'flex'] },
  },
  check: ({ store }) => (store === true ? invalid("'store' : value must be one of false, null") : undefined),
  newId: (kind, { completion }) => `${kind === 'rs' ? 'resp' : kind}_${ulid(completion.random)}`,
  item(item, isDone) {
    const { id, text } = item
    const status = isDone ? 'completed' : 'in_progress'
    const content = isDone ? [part(item.kind, text)] : []
    if (item.kind === 'reasoning') return { type: 'reasoning', id, status, content, summary: [] }
    if (item.kind === 'message') return { type: 'message', id, status, role: 'assistant', content }
    const { callId: call_id, name } = item
    return { type: 'function_call', id, call_id, name, arguments: isDone ? text : '', status }
  },
  part,
  response,
  print: compact,
  tellsCut: true,
  stream: {
    thoughts: 'response.reasoning_text',
    thoughtParts: 'response.content_part',
    isNamed: true,
    event: (event) => inOrder(event, keys),
  },
}

function part(kind: Item['kind'], text: string): Body {
  return kind === 'reasoning'
    ? { type: 'reasoning_text', text }
    : { type: 'output_text', text, annotations: [], logprobs: null }
}

function response({ completion, body, id }: Draw, { status, output, reason }: Progress): Body {
  const { prompt, cached, completion: written, reasoning } = completion.counts
  return {
    id,
    object: 'response',
    status,
    created_at: completion.created,
    output,
    previous_response_id: null,
    model: completion.name,
    reasoning: body.reasoning ?? { effort: null, summary: null },
    max_output_tokens: body.max_output_tokens ?? null,
    instructions: body.instructions ?? null,
    text: body.text ?? { format: { type: 'text' } },
    tools: body.tools ?? [],
    tool_choice: body.tool_choice ?? 'auto',
    truncation: body.truncation ?? 'disabled',
    metadata: body.metadata ?? {},
    temperature: body.temperature ?? 1,
    top_p: body.top_p ?? 1,
    user: body.user ?? null,
    service_tier: 'default',
    background: false,
    error: null,
    incomplete_details: reason ? { reason } : null,
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
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    store: false,
    top_logprobs: 0,
    max_tool_calls: null,
  } satisfies ResponseShape
}
