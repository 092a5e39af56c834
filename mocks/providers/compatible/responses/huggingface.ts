import { hex, nowInSeconds, randomFrom, randomText, hash } from '../../../world.ts'
import { WrittenResponse } from '../../../written-response.ts'
import type { Complaint } from '../../complaint.ts'
import type { Reply } from '../call.ts'
import { compact } from '../json.ts'
import type { Body } from '../json.ts'
import type { Problem } from '../problem.ts'
import { inOrder } from './host.ts'
import type { Draw, Item, Progress, ResponseShape, ResponsesHost } from './host.ts'
import { responsesFields } from './request.ts'

const keys = [
  'type',
  'item_id',
  'output_index',
  'content_index',
  'response',
  'item',
  'part',
  'delta',
  'text',
  'arguments',
  'sequence_number',
]

/**
 * Responses of Hugging Face's router (beta), which translates them to Chat Completions: github.com/huggingface/responses.js.
 * It knows no state: `previous_response_id`, `store` and whatever else it has no field for are dropped unread.
 */
export const huggingfaceResponses: ResponsesHost = {
  fields: {
    ...responsesFields,
    max_output_tokens: { type: 'integer', min: 0 },
    reasoning: {
      type: 'object',
      fields: {
        effort: { type: 'string', oneOf: ['low', 'medium', 'high'] },
        summary: { type: 'string', oneOf: ['auto', 'concise', 'detailed'] },
      },
    },
    tools: { type: 'array', items: { type: 'object' } },
  },
  complain: (complaints) => {
    const issues = complaints.map(issueOf)
    return { status: 400, message: 'Invalid request', detail: { success: false, error: issues, details: issues } }
  },
  // Messages of a developer get lost in the translation.
  heeded: ({ input, ...body }) => ({
    ...body,
    input: Array.isArray(input) ? (input as Body[]).filter(({ role }) => role !== 'developer') : input,
  }),
  failed,
  newId: (kind, { completion }) => `${kind}_${randomText(completion.random, 48, hex)}`,
  item(item, isDone) {
    const { id, text } = item
    const status = isDone ? 'completed' : 'in_progress'
    const content = isDone ? [part(item.kind, text)] : []
    if (item.kind === 'reasoning') return { id, type: 'reasoning', status, content, summary: [] }
    if (item.kind === 'message') return { id, type: 'message', role: 'assistant', status, content }
    const call = { type: 'function_call', id, call_id: item.callId, name: item.name }
    return { ...call, arguments: isDone ? text : '', ...(isDone && { status }) }
  },
  part,
  response,
  print: compact,
  // An answer that was cut off is called completed.
  tellsCut: false,
  stream: {
    thoughts: 'response.reasoning_text',
    thoughtParts: 'response.content_part',
    isNamed: false,
    event({ output_index: place, ...event }) {
      const isText = event.type === 'response.output_item.added' && (event.item as Body).type !== 'function_call'
      // Thoughts and messages are announced as the first item, wherever they are.
      return inOrder({ ...event, ...(place !== undefined && { output_index: isText ? 0 : place }) }, keys)
    },
    failure: () => frameOf(failedResponse({}, '500 Internal Server Error'), 8),
  },
}

function part(kind: Item['kind'], text: string): Body {
  return kind === 'reasoning' ? { type: 'reasoning_text', text } : { type: 'output_text', text, annotations: [] }
}

/** A complaint in the words of Zod. */
function issueOf(complaint: Complaint): object {
  const { kind, path } = complaint
  if (kind === 'missing') {
    return { code: 'invalid_type', expected: 'string', received: 'undefined', path, message: 'Required' }
  }
  if (kind === 'choice')
    return { code: 'invalid_enum_value', options: complaint.known, path, message: 'Invalid enum value' }
  if (kind === 'low' || kind === 'high') {
    const bound = kind === 'low' ? { minimum: complaint.limit } : { maximum: complaint.limit }
    const words = kind === 'low' ? 'greater' : 'less'
    const message = `Number must be ${words} than or equal to ${complaint.limit}`
    const code = kind === 'low' ? 'too_small' : 'too_big'
    return { code, ...bound, type: 'number', inclusive: true, exact: false, message, path }
  }
  return { code: 'invalid_union', path, message: 'Invalid input' }
}

/** What goes wrong behind the translation is told with the status 200, in a response that failed. */
function failed(problem: Problem, body: Body): Reply | undefined {
  if (problem.detail !== undefined) return undefined
  const response = failedResponse(body, `${problem.status} ${problem.message}`)
  const type = body.stream === true ? 'text/event-stream' : 'application/json; charset=utf-8'
  const text = body.stream === true ? frameOf(response, 2) : compact(response)
  return { response: new WrittenResponse(text, { headers: { 'content-type': type } }) }
}

function failedResponse(body: Body, message: string): Body {
  const id = `resp_${randomText(randomFrom(hash(message)), 48, hex)}`
  const error = { code: 'server_error', message }
  return shape(body, { id, created_at: nowInSeconds(), error, output: [], status: 'failed', prompt: 0, completion: 0 })
}

function frameOf(response: Body, sequence_number: number): string {
  return `data: ${compact({ type: 'response.failed', response, sequence_number })}\n\n`
}

function response({ completion, body, id }: Draw, { status, output }: Progress): Body {
  const { prompt, completion: written } = status === 'in_progress' ? { prompt: 0, completion: 0 } : completion.counts
  return shape(body, { id, created_at: completion.created, error: null, output, status, prompt, completion: written })
}

interface Shown {
  readonly id: string
  readonly created_at: number
  readonly error: object | null
  readonly output: readonly Body[]
  readonly status: Progress['status'] | 'failed'
  readonly prompt: number
  readonly completion: number
}

function shape(body: Body, { id, created_at, error, output, status, prompt, completion }: Shown): Body {
  return {
    created_at,
    error,
    id,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    metadata: body.metadata ?? null,
    model: String(body.model ?? ''),
    object: 'response',
    output,
    status,
    ...(body.text != null && { text: body.text }),
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    temperature: body.temperature ?? 1,
    top_p: body.top_p ?? 1,
    usage: {
      input_tokens: prompt,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: completion,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: prompt + completion,
    },
  } satisfies ResponseShape
}
