import { randomText } from '../../../world.ts'
import { lowerCase } from '../ids.ts'
import { compact } from '../json.ts'
import type { Body } from '../json.ts'
import { usageOf } from '../openrouter-encoding.ts'
import type { Problem } from '../problem.ts'
import { inOrder } from './host.ts'
import type { Draw, Item, Progress, ResponseShape, ResponsesHost } from './host.ts'
import { responsesFields } from './request.ts'

const deltaKeys = ['type', 'logprobs', 'output_index', 'item_id', 'content_index', 'delta', 'name', 'arguments', 'text']
const otherKeys = ['type', 'response', 'item_id', 'output_index', 'content_index', 'item', 'part', 'text', 'logprobs']

/** OpenRouter's Responses (beta): every model, and nothing is stored. Keys and their order are those of a recorded stream. */
export const openrouterResponses: ResponsesHost = {
  fields: responsesFields,
  // It is stateless: openrouter.ai/docs/api/reference/responses/overview.
  check: ({ previous_response_id: previous }) =>
    previous == null ? undefined : { status: 400, message: 'previous_response_id is not supported', code: 400 },
  told,
  newId: (kind, { completion }) =>
    kind === 'resp' ? completion.id : `${kind}_tmp_${randomText(completion.random, 11, lowerCase)}`,
  item(item, isDone) {
    if (item.kind === 'reasoning') {
      const content = isDone && { content: [part('reasoning', item.text)] }
      return { type: 'reasoning', id: item.id, summary: [], ...content }
    }
    if (item.kind === 'call') return callItem(item, isDone)
    const content = isDone ? [{ type: 'output_text', text: item.text, annotations: [] }] : []
    return { type: 'message', status: isDone ? 'completed' : 'in_progress', content, id: item.id, role: 'assistant' }
  },
  part,
  response,
  print: compact,
  tellsCut: true,
  stream: {
    thoughts: 'response.reasoning_text',
    thoughtParts: 'response.content_part',
    closesThoughtsLate: true,
    isNamed: false,
    before: ': OPENROUTER PROCESSING\n\n',
    after: 'data: [DONE]\n\n',
    event(event) {
      const isDelta = /\.delta$|function_call_arguments|reasoning_text/.test(String(event.type))
      return inOrder(event, [...(isDelta ? deltaKeys : otherKeys), 'sequence_number'])
    },
    // openrouter.ai/docs/api/reference/responses/error-handling
    failure: () =>
      `data: ${compact({
        type: 'response.failed',
        response: {
          id: 'resp_failed',
          status: 'failed',
          error: { code: 'server_error', message: 'Provider returned error' },
        },
        sequence_number: 8,
      })}\n\n`,
  },
}

function callItem({ id, callId, name, text }: Item, isDone: boolean): Body {
  const status = isDone ? 'completed' : 'in_progress'
  return { type: 'function_call', id, call_id: callId, name, arguments: isDone ? text : '', status }
}

function part(kind: Item['kind'], text: string): Body {
  return kind === 'reasoning' ? { type: 'reasoning_text', text } : { type: 'output_text', annotations: [], text }
}

/** Codes are words here: openrouter.ai/docs/api/reference/responses/error-handling lists these three. */
function told(problem: Problem): Problem {
  const { status } = problem
  if (status !== 400 && status !== 429 && status < 500) return problem
  return {
    ...problem,
    code: status === 400 ? 'invalid_prompt' : status === 429 ? 'rate_limit_exceeded' : 'server_error',
  }
}

/** What was asked for, as it is told back. */
function echoed({ body }: Draw): Body {
  return {
    max_tool_calls: null,
    tools: body.tools ?? [],
    tool_choice: body.tool_choice ?? 'auto',
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    max_output_tokens: body.max_output_tokens ?? null,
    temperature: body.temperature ?? null,
    top_p: body.top_p ?? null,
    metadata: body.metadata ?? {},
    background: false,
    previous_response_id: null,
    service_tier: 'auto',
    truncation: null,
    store: false,
    instructions: body.instructions ?? null,
    reasoning: body.reasoning ?? null,
    safety_identifier: null,
    prompt_cache_key: null,
    user: body.user ?? null,
  }
}

function response(draw: Draw, { status, output, reason }: Progress): Body {
  const { completion, id } = draw
  const { max_tool_calls, ...rest } = echoed(draw)
  if (status === 'in_progress') {
    return {
      object: 'response',
      id,
      created_at: completion.created,
      status,
      error: null,
      output_text: '',
      output,
      model: completion.name,
      incomplete_details: null,
      max_tool_calls,
      ...rest,
    } satisfies ResponseShape
  }
  const { cost, is_byok, cost_details: details, prompt_tokens_details: read } = usageOf(completion)
  const { prompt, completion: written, reasoning: thought } = completion.counts
  return {
    object: 'response',
    id,
    created_at: completion.created,
    model: completion.name,
    status,
    output,
    output_text: '',
    error: null,
    incomplete_details: reason ? { reason } : null,
    usage: {
      input_tokens: prompt,
      input_tokens_details: { cached_tokens: read.cached_tokens },
      output_tokens: written,
      output_tokens_details: { reasoning_tokens: thought },
      total_tokens: prompt + written,
      cost,
      is_byok,
      cost_details: {
        upstream_inference_cost: null,
        upstream_inference_input_cost: details.upstream_inference_prompt_cost,
        upstream_inference_output_cost: details.upstream_inference_completions_cost,
      },
    },
    max_tool_calls,
    ...rest,
  } satisfies ResponseShape
}
