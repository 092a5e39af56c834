import { nowInSeconds } from '../../../world.ts'
import { compact, isObject } from '../json.ts'
import type { Body } from '../json.ts'
import type { Problem } from '../problem.ts'
import { sorted } from './host.ts'
import type { Draw, Item, Progress, ResponseShape, ResponsesHost } from './host.ts'
import { responsesFields } from './request.ts'

const bad = (message: string): Problem => ({ status: 400, message, type: 'invalid_request_error' })

/** Efforts as the models know them: the others are taken for the nearest. */
const efforts: Readonly<Record<string, string>> = { minimal: 'low', xhigh: 'high', ultra: 'high', max: 'high' }

/**
 * Responses as Ollama does it: without memory (`previous_response_id`, `conversation` and `store` are passed over), see
 * docs.ollama.com/api/openai-compatibility; the rest is as in openai/responses.go.
 */
export const ollamaResponses: ResponsesHost = {
  fields: {
    ...responsesFields,
    // They are handed on to the model as they are.
    max_output_tokens: { type: 'integer' },
    temperature: { type: 'decimal' },
    top_p: { type: 'decimal' },
    tool_choice: { type: ['string', 'object', 'array', 'decimal', 'boolean'] },
    truncation: { type: 'string' },
  },
  complain([first]) {
    const [name = ''] = first?.path ?? []
    if (name === 'model') return bad('model is required')
    if (name === 'input' && first?.kind === 'missing') return bad("[] is too short - 'messages'")
    if (name === 'input') return bad('input must be a string or array')
    return bad(`json: cannot unmarshal ${typeOf(first?.value)} into Go struct field ResponsesRequest.${name}`)
  },
  check,
  heeded({ tool_choice: _choice, ...body }) {
    const { effort, ...reasoning } = (body.reasoning ?? {}) as { effort?: string }
    const { format } = (body.text ?? {}) as { format?: { type?: unknown } }
    return {
      ...body,
      ...(effort !== undefined && { reasoning: { ...reasoning, effort: efforts[effort] ?? effort } }),
      text: format?.type === 'json_schema' ? body.text : null,
    }
  },
  newId(kind, { completion: { random, request }, response, at }) {
    const number = Math.floor(random() * 999_999)
    if (request.stream || kind === 'resp' || kind === 'msg') return `${kind}_${number}${kind === 'fc' ? `_${at}` : ''}`
    return `${kind}_${response}${kind === 'fc' ? `_${at}` : ''}`
  },
  item(item, isDone) {
    const { id, text } = item
    if (item.kind === 'reasoning') {
      const thoughts = { summary: [{ type: 'summary_text', text }], encrypted_content: text }
      return { id, type: 'reasoning', ...(isDone ? thoughts : { summary: [] }) }
    }
    const status = isDone ? 'completed' : 'in_progress'
    if (item.kind === 'message') {
      return { id, type: 'message', status, role: 'assistant', content: isDone ? [part('message', text)] : [] }
    }
    const { callId: call_id, name } = item
    return { id, type: 'function_call', status, call_id, name, arguments: isDone ? text : '' }
  },
  part,
  response,
  print: (whole) => `${compact(whole)}\n`,
  tellsCut: false,
  stream: {
    thoughts: 'response.reasoning_summary_text',
    callsWhole: true,
    isNamed: true,
    event({ name: _name, content_index: place, ...event }) {
      const isThought = String(event.type).startsWith('response.reasoning')
      return sorted({
        ...event,
        ...(place !== undefined && { [isThought ? 'summary_index' : 'content_index']: place }),
      }) as Body
    },
  },
}

function part(_: Item['kind'], text: string): Body {
  return { type: 'output_text', text, annotations: [], logprobs: [] }
}

const itemTypes = new Set(['message', 'function_call', 'function_call_output', 'reasoning', 'web_search_call'])
const partTypes = new Set(['input_text', 'input_image', 'output_text', 'input_file'])

/** What Ollama's reader of the input says. */
function check({ input, reasoning }: Body): Problem | undefined {
  for (const [at, item] of (Array.isArray(input) ? (input as Body[]) : []).entries()) {
    const type = item.type ?? (item.role ? 'message' : undefined)
    if (!type) return bad(`input[${at}]: input item missing required 'type' field`)
    if (typeof type !== 'string')
      return bad(`input[${at}]: json: cannot unmarshal ${typeOf(type)} into Go struct field .type of type string`)
    if (!itemTypes.has(type)) return bad(`input[${at}]: unknown input item type: ${JSON.stringify(type)}`)
    if (type === 'function_call' && !isArguments(item.arguments))
      return bad('failed to parse function call arguments: invalid character')
    const parts = type === 'message' && Array.isArray(item.content) ? (item.content as unknown[]) : []
    for (const [place, one] of parts.entries()) {
      const kind = isObject(one) && typeof one.type === 'string' ? one.type : ''
      if (!partTypes.has(kind)) return bad(`input[${at}]: content[${place}]: unknown content type: ${kind}`)
      if (kind === 'input_file') return bad('file inputs are not currently supported')
    }
  }
  const { effort } = (reasoning ?? {}) as { effort?: string | null }
  if (!effort || ['none', 'low', 'medium', 'high'].includes(effort) || Object.hasOwn(efforts, effort)) return undefined
  return bad(
    `invalid reasoning value: ${JSON.stringify(effort)} (must be "minimal", "low", "medium", "high", "xhigh", "ultra", "max", or "none")`,
  )
}

function isArguments(text: unknown): boolean {
  if (text === undefined || text === '') return true
  try {
    return isObject(JSON.parse(String(text)))
  } catch {
    return false
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** A tool as it is told back: with all of its keys. */
function toolOf({ type, name, description, strict, parameters }: Body): Body {
  return { type, name, description: description ?? null, strict: strict ?? null, parameters: parameters ?? null }
}

/** What was asked for; in a stream what was not stands there too. */
function reasoningOf(effort: string | undefined, summary: string | undefined, isStream: boolean): Body {
  if (isStream) return { effort: effort ?? null, summary: summary ?? null }
  return { ...(effort && { effort }), ...(summary && { summary }) }
}

function response({ completion, body, id }: Draw, { status, output }: Progress): Body {
  const { prompt, completion: written } = completion.counts
  const isDone = status !== 'in_progress'
  const { format } = (body.text ?? {}) as { format?: Body }
  const { effort, summary } = (body.reasoning ?? {}) as { effort?: string; summary?: string }
  return {
    id,
    object: 'response',
    created_at: completion.created,
    completed_at: isDone ? nowInSeconds() : null,
    status,
    incomplete_details: null,
    model: completion.name,
    previous_response_id: null,
    instructions: body.instructions || null,
    output,
    error: null,
    tools: ((body.tools ?? []) as Body[]).map(toolOf),
    // Whatever was asked for: it is not heeded.
    tool_choice: 'auto',
    truncation: body.truncation ?? 'disabled',
    parallel_tool_calls: true,
    text: { format: format ?? { type: 'text' } },
    top_p: body.top_p ?? 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    top_logprobs: 0,
    temperature: body.temperature ?? 1,
    reasoning: effort || summary ? reasoningOf(effort, summary, completion.request.stream === true) : null,
    usage: isDone
      ? {
          input_tokens: prompt,
          output_tokens: written,
          total_tokens: prompt + written,
          // It does not count these yet.
          input_tokens_details: { cached_tokens: 0 },
          output_tokens_details: { reasoning_tokens: 0 },
        }
      : null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: null,
    store: false,
    background: body.background === true,
    service_tier: 'default',
    metadata: {},
    safety_identifier: null,
    prompt_cache_key: null,
  } satisfies ResponseShape
}
