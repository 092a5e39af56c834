import { findModel } from '@workbook/kit'
import type { Call as OpenaiCall } from '../../openai/call.ts'
import { isProblem as isOpenaiProblem } from '../../openai/call.ts'
import type { Route } from '../../openai/call.ts'
import { responses } from '../../openai/responses.ts'
import {
  cancelResponse,
  deleteResponse,
  listInputItems,
  retrieveResponse,
} from '../../openai/stored-response-endpoints.ts'
import { idIn } from '../../path-id.ts'
import { eventStream } from '../../../event-stream.ts'
import { meters } from '../../../tape.ts'
import { misbehaviourOf } from '../../../test-keys.ts'
import { WrittenResponse } from '../../../written-response.ts'
import { answerResults, promptResults } from '../azure-encoding.ts'
import { openaiProblem } from '../azure-problems.ts'
import type { Call, Outcome } from '../call.ts'
import type { Dialect } from '../dialect.ts'
import { compact, isObject, pretty } from '../json.ts'
import type { Body } from '../json.ts'
import { modelOf } from '../reading.ts'
import type { Endpoint } from '../room.ts'
import { inOrder } from './host.ts'

const routes: readonly Pick<Route, 'method' | 'path' | 'endpoint'>[] = [
  { method: 'POST', path: '/responses', endpoint: responses },
  { method: 'GET', path: '/responses/:id', endpoint: retrieveResponse },
  { method: 'DELETE', path: '/responses/:id', endpoint: deleteResponse },
  { method: 'POST', path: '/responses/:id/cancel', endpoint: cancelResponse },
  { method: 'GET', path: '/responses/:id/input_items', endpoint: listInputItems },
]

/**
 * Responses of Azure (v1): OpenAI's own, with what the content filter found in it. Learn.microsoft.com names the same
 * endpoints; keys and their order are those of the recordings in vercel/ai, packages/azure/src/__fixtures__.
 */
export function azureResponses(method: string, path: string): Endpoint | undefined {
  const here = routes.filter((route) => idIn(route.path, path) !== undefined)
  const route = here.find((one) => one.method === method) ?? here[0]
  if (!route) return undefined
  const answer = (call: Call, dialect: Dialect) => answered(call, dialect, route)
  return { method: route.method, id: idIn(route.path, path) ?? '', isBodiless: route.path !== '/responses', answer }
}

async function answered(call: Call, dialect: Dialect, { path, endpoint }: (typeof routes)[number]): Promise<Outcome> {
  const name = call.body.model
  if (path === '/responses') {
    if (typeof name === 'string') {
      const model = modelOf(name, dialect)
      if ('message' in model) return model
    }
    if (misbehaviourOf(call.key) === 'content-filter' && dialect.problems.filtered) {
      return dialect.problems.filtered({ model: String(name), messages: [] })
    }
  }
  // What is stored here is not to be found at OpenAI, even by the same key.
  const outcome = await endpoint({ ...call, key: `${call.key}.azure` } satisfies OpenaiCall)
  if (isOpenaiProblem(outcome)) return openaiProblem(outcome)
  const response = await translated(outcome.response, call)
  const { charged } = outcome
  return { response, ...(charged && { charged }), ...(typeof name === 'string' && { model: name }) }
}

/** The same answer in Azure's keys. */
async function translated(response: Response, { signal, body }: Call): Promise<Response> {
  const own = (value: unknown) => (isObject(value) && 'output' in value ? responseOf(value, body) : value)
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (!isStream) {
    const text = pretty(own(await response.json()) as object)
    const whole = new WrittenResponse(text, { headers: { 'content-type': 'application/json' } })
    return withMeterOf(response, whole)
  }
  async function* frames() {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const [head = '', data = ''] = text.split('\ndata: ')
      const event = JSON.parse(data) as Body
      yield `${head}\ndata: ${compact(eventOf({ ...event, ...('response' in event && { response: own(event.response) }) }))}\n\n`
    }
  }
  const stream = new Response(eventStream(signal, frames), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  })
  return withMeterOf(response, stream)
}

function withMeterOf(from: Response, to: Response): Response {
  const meter = meters.get(from)
  if (meter) meters.set(to, meter)
  return to
}

const eventKeys = [
  'type',
  'sequence_number',
  'response',
  'item_id',
  'output_index',
  'content_index',
  'item',
  'part',
  'delta',
  'refusal',
  'text',
  'name',
  'arguments',
  'logprobs',
  'obfuscation',
]

function eventOf(event: Body): Body {
  return inOrder(event, eventKeys)
}

const responseKeys = [
  'id',
  'object',
  'created_at',
  'status',
  'background',
  'completed_at',
  'content_filters',
  'error',
  'incomplete_details',
  'instructions',
  'max_output_tokens',
  'max_tool_calls',
  'model',
  'output',
  'parallel_tool_calls',
  'previous_response_id',
  'prompt_cache_key',
  'prompt_cache_retention',
  'reasoning',
  'safety_identifier',
  'service_tier',
  'store',
  'temperature',
  'text',
  'tool_choice',
  'tools',
  'top_logprobs',
  'top_p',
  'truncation',
  'usage',
  'user',
  'metadata',
]

/** OpenAI's response object as Azure tells it: the model is called as its deployment is. */
function responseOf(response: Body, { prompt_cache_retention: retention, input }: Body): Body {
  const { effort, summary } = response.reasoning as Body
  const isOver = response.status === 'completed' || response.status === 'incomplete'
  return inOrder(
    {
      ...response,
      model: findModel(String(response.model), 'azure')?.id ?? response.model,
      prompt_cache_retention: retention ?? null,
      reasoning: { effort, summary },
      content_filters: isOver ? filtersOf(response, input) : null,
    },
    responseKeys,
  )
}

/** What the filter found in the prompt and in the answer, and where it has looked. */
function filtersOf({ output }: Body, input: unknown): object[] {
  const finding = (source_type: string, content_filter_results: object, of: unknown) => ({
    blocked: false,
    source_type,
    content_filter_raw: null,
    content_filter_results,
    content_filter_offsets: { start_offset: 0, end_offset: textIn(of).length, check_offset: 0 },
  })
  return [finding('prompt', promptResults, input), finding('completion', answerResults({ finish: 'stop' }), output)]
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : compact((value ?? []) as object)
}
