import { hex, randomText } from '../../../world.ts'
import { compact } from '../json.ts'
import type { Body } from '../json.ts'
import type { Problem } from '../problem.ts'
import { inOrder } from './host.ts'
import type { Draw, Item, Progress, ResponseShape, ResponsesHost } from './host.ts'
import { responsesFields } from './request.ts'

/** The keys of the events as the classes of OpenAI's Python library have them, whose name stands last. */
const keys = [
  'arguments',
  'content_index',
  'delta',
  'item',
  'item_id',
  'logprobs',
  'name',
  'output_index',
  'part',
  'response',
  'sequence_number',
  'text',
  'type',
]

/**
 * Responses as vLLM does it when nothing is set: without a store. Fields, their order and the events are those of
 * vllm/entrypoints/openai/responses/{protocol,serving,streaming_events}.py.
 */
export const vllmResponses: ResponsesHost = {
  fields: {
    ...responsesFields,
    background: { type: 'boolean' },
    include: { type: 'array', items: { type: 'string' } },
    max_tool_calls: { type: 'integer' },
    previous_response_id: { type: 'string' },
    repetition_penalty: { type: 'decimal' },
    seed: { type: 'integer' },
    service_tier: { type: 'string', oneOf: ['auto', 'default', 'flex', 'scale', 'priority'] },
    stop: { type: ['string', 'array'] },
    top_k: { type: 'integer' },
    top_logprobs: { type: 'integer' },
  },
  check,
  newId(kind, { completion }) {
    return `${kind}_${randomText(completion.random, kind === 'resp' ? 32 : 16, hex)}`
  },
  item(item, isDone) {
    const status = isDone ? 'completed' : 'in_progress'
    if (item.kind === 'reasoning') {
      const content = isDone ? [part('reasoning', item.text)] : null
      return { id: item.id, summary: [], type: 'reasoning', content, encrypted_content: null, status }
    }
    if (item.kind === 'call') {
      const { id, callId: call_id, name, text } = item
      return { arguments: isDone ? text : '', call_id, name, type: 'function_call', id, status }
    }
    const content = isDone ? [part('message', item.text)] : []
    return { id: item.id, content, role: 'assistant', status, type: 'message' }
  },
  part,
  response,
  print: compact,
  tellsCut: true,
  stream: {
    thoughts: 'response.reasoning_text',
    // An event of its own, until OpenAI's library has one.
    thoughtParts: 'response.reasoning_part',
    isNamed: true,
    event: (event) => inOrder(event, keys),
    // The status alone tells that the answer was cut off.
    cut: 'response.completed',
  },
}

function part(kind: Item['kind'], text: string): Body {
  return kind === 'reasoning'
    ? { text, type: 'reasoning_text' }
    : { annotations: [], text, type: 'output_text', logprobs: [] }
}

/** `store` is passed over in silence, so that there is never an answer to go on with. */
function check({ background, store, previous_response_id: previous, prompt }: Body): Problem | undefined {
  const wrong = (status: number, param: string, message: string): Problem => ({
    status,
    message,
    type: 'invalid_request_error',
    param,
    code: status,
  })
  if (prompt != null) return wrong(400, 'prompt', 'prompt template is not supported')
  if (background === true && store === false) {
    return wrong(400, 'background', 'background can only be used when `store` is true')
  }
  if (background === true) {
    return wrong(
      400,
      'background',
      'This vLLM engine does not support `store=True` and therefore does not support the background mode. To enable these features, set the environment variable `VLLM_ENABLE_RESPONSES_API_STORE=1` when launching the vLLM server.',
    )
  }
  return previous == null ? undefined : wrong(404, 'response_id', `Response with id '${String(previous)}' not found.`)
}

function response({ completion, body, id }: Draw, { status, output, reason }: Progress): Body {
  const { counts, model } = completion
  return {
    id,
    created_at: completion.created,
    incomplete_details: reason ? { reason } : null,
    instructions: body.instructions ?? null,
    metadata: body.metadata ?? null,
    model: completion.name,
    object: 'response',
    output,
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    temperature: body.temperature ?? 1,
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    background: false,
    // What is left of the window, where nothing was asked for.
    max_output_tokens: body.max_output_tokens ?? model.contextWindow - counts.prompt,
    max_tool_calls: body.max_tool_calls ?? null,
    previous_response_id: null,
    prompt: null,
    reasoning: body.reasoning ?? null,
    service_tier: body.service_tier ?? 'auto',
    status,
    text: body.text ?? null,
    top_logprobs: null,
    truncation: body.truncation ?? 'disabled',
    usage: status === 'in_progress' ? null : usageOf(completion),
    user: body.user ?? null,
    input_messages: null,
    output_messages: null,
    kv_transfer_params: null,
  } satisfies ResponseShape
}

function usageOf({ counts }: Draw['completion']): Body {
  return {
    input_tokens: counts.prompt,
    input_tokens_details: { cached_tokens: counts.cached, input_tokens_per_turn: [], cached_tokens_per_turn: [] },
    output_tokens: counts.completion,
    output_tokens_details: {
      reasoning_tokens: counts.reasoning,
      tool_output_tokens: 0,
      output_tokens_per_turn: [],
      tool_output_tokens_per_turn: [],
    },
    total_tokens: counts.prompt + counts.completion,
  }
}
