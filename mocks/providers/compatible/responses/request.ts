import type { Complaint } from '../../complaint.ts'
import type { Fields } from '../../field.ts'
import type { Body } from '../json.ts'
import { isObject } from '../json.ts'

/** The body of POST /responses as nearly every host knows it; each names in its own table what is different. */
export const responsesFields: Fields = {
  model: { type: 'string', required: true },
  input: { type: ['string', 'array'], required: true, items: { type: 'object' } },
  instructions: { type: 'string' },
  max_output_tokens: { type: 'integer', min: 1 },
  metadata: { type: 'object' },
  parallel_tool_calls: { type: 'boolean' },
  reasoning: {
    type: 'object',
    fields: { effort: { type: 'string' }, summary: { type: 'string' } },
  },
  service_tier: { type: 'string' },
  store: { type: 'boolean' },
  stream: { type: 'boolean' },
  temperature: { type: 'decimal', min: 0, max: 2 },
  text: { type: 'object', fields: { format: { type: 'object' }, verbosity: { type: 'string' } } },
  tool_choice: { type: ['string', 'object'] },
  tools: { type: 'array', maxItems: 128, items: { type: 'object' } },
  top_p: { type: 'decimal', min: 0, max: 1 },
  truncation: { type: 'string', oneOf: ['auto', 'disabled'] },
  user: { type: 'string' },
}

/** Fields that mean the same in both APIs. */
const shared = ['model', 'stream', 'temperature', 'top_p', 'top_k', 'seed', 'stop', 'parallel_tool_calls']

/** A request in the words of Chat Completions. */
export interface Translated {
  readonly body: Body
  /** How many messages stand before those of the input. */
  readonly added: number
}

/**
 * Translates a request to Responses, whose fields were checked, to Chat Completions.
 *
 * @param before messages of the response that is continued
 * @param known the fields that the host takes
 */
export function chatBody(body: Body, before: readonly object[], known: Fields): Translated {
  const { input, instructions, max_output_tokens: limit, reasoning, text, tools, tool_choice: choice } = body
  const { format } = (text ?? {}) as { format?: Body }
  const { effort } = (reasoning ?? {}) as { effort?: unknown }
  const same = shared.filter((name) => Object.hasOwn(known, name) && body[name] != null)
  const system = typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : []
  const asked = typeof input === 'string' ? [{ role: 'user', content: input }] : itemsIn(input).flatMap(messagesOf)
  return {
    added: system.length + before.length,
    body: {
      ...Object.fromEntries(same.map((name) => [name, body[name]])),
      ...(limit != null && { max_tokens: limit }),
      ...(effort != null && { reasoning_effort: effort }),
      messages: [...system, ...before, ...asked],
      ...(Array.isArray(tools) && tools.length > 0 && { tools: tools.map(toolOf) }),
      ...(choice != null && { tool_choice: choiceOf(choice) }),
      ...(format?.type === 'json_schema' && { response_format: { type: 'json_schema', json_schema: format } }),
      ...(format?.type === 'json_object' && { response_format: { type: 'json_object' } }),
    },
  }
}

/** Complaints about a translated request, in the names of the request that was sent. */
export function renamed(complaints: readonly Complaint[], added: number): Complaint[] {
  return complaints.map((complaint) => {
    const [first, at, ...rest] = complaint.path
    if (first === 'max_tokens') return { ...complaint, path: ['max_output_tokens'] }
    if (first === 'reasoning_effort') return { ...complaint, path: ['reasoning', 'effort'] }
    // Here a tool's name stands in the tool itself.
    if (first === 'tools') return { ...complaint, path: complaint.path.filter((step) => step !== 'function') }
    if (first !== 'messages') return complaint
    return { ...complaint, path: at === undefined ? ['input'] : ['input', Math.max(0, Number(at) - added), ...rest] }
  })
}

function itemsIn(input: unknown): readonly unknown[] {
  return Array.isArray(input) ? input : []
}

function toolOf(tool: unknown): unknown {
  if (!isObject(tool)) return tool
  const { type, ...own } = tool
  return { type, function: own }
}

function choiceOf(choice: unknown): unknown {
  if (!isObject(choice) || choice.name === undefined) return choice
  return { type: choice.type, function: { name: choice.name } }
}

/** The message that an item stands for; thoughts of earlier answers are not read again. */
function messagesOf(item: unknown): unknown[] {
  if (!isObject(item)) return [item]
  if (item.type === 'reasoning') return []
  if (item.type === 'function_call_output') {
    return [{ role: 'tool', tool_call_id: item.call_id, content: contentOf(item.output) }]
  }
  if (item.type === 'function_call') {
    const { call_id: id, name, arguments: args } = item
    const call = { id, type: 'function', function: { name, arguments: args } }
    return [{ role: 'assistant', content: null, tool_calls: [call] }]
  }
  return [{ role: item.role === 'developer' ? 'system' : item.role, content: contentOf(item.content) }]
}

function contentOf(content: unknown): unknown {
  if (!Array.isArray(content)) return content
  return content.map((part) => (isObject(part) ? { type: 'text', text: part.text } : part))
}
