import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { randomText } from '../../world.ts'
import type { Call, Outcome } from './call.ts'
import { finishReason } from './completion.ts'
import type { Completion, Draft } from './completion.ts'
import type { Dialect } from './dialect.ts'
import { complete } from './generation.ts'
import type { Body } from './json.ts'
import { compact } from './json.ts'
import { usageOf } from './openrouter-encoding.ts'
import { readChatRequest } from './reading.ts'
import { chatBody } from './responses-request.ts'

/** What is set up once for an answer: its items with their ids. */
interface Draw {
  readonly completion: Completion
  readonly body: Body
  readonly id: string
  readonly draft: Draft
  readonly reasoning?: Body
  readonly message?: Body
  readonly calls: readonly Body[]
}

const idLetters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** POST /responses: OpenAI's newer API, translated for every model; nothing is stored. */
export async function responses(call: Call, dialect: Dialect): Promise<Outcome> {
  const { body } = call
  const readable = readChatRequest(chatBody(body), dialect)
  if ('status' in readable) return readable
  if (body.previous_response_id != null) {
    return dialect.problems.refused('previous_response_id', body.previous_response_id, readable.model)
  }
  const completion = complete(call, readable, dialect)
  if (completion.failure) return completion.failure
  const draw = drawUp(completion, body)
  const charged = { model: readable.request.model, tokens: completion.counts.prompt + (readable.limit ?? 16) }
  const { firstToken, tokensPerSecond } = dialect.latency(completion.model)
  const own = { charged, model: readable.request.model }
  if (body.stream === true) return { response: streamed(draw, firstToken, tokensPerSecond, call.signal), ...own }
  await pause(about(firstToken + (completion.counts.completion * 1000) / tokensPerSecond, call.random), call.signal)
  const response = new Response(compact(finished(draw)), { headers: { 'content-type': dialect.answers.jsonType } })
  return { response, ...own }
}

function drawUp(completion: Completion, body: Body): Draw {
  const [draft] = completion.drafts
  if (!draft) throw new Error('A completion without an answer.')
  const newId = (kind: string) => `${kind}_tmp_${randomText(completion.random, 11, idLetters)}`
  const thoughts = draft.thoughts.join('')
  const content = [{ type: 'output_text', text: draft.text, annotations: [] }]
  return {
    completion,
    body,
    draft,
    id: completion.id,
    ...(thoughts && {
      reasoning: {
        type: 'reasoning',
        id: newId('rs'),
        summary: [],
        content: [{ type: 'reasoning_text', text: thoughts }],
      },
    }),
    ...((draft.text || !draft.calls.length) && {
      message: { type: 'message', status: 'completed', content, id: newId('msg'), role: 'assistant' },
    }),
    calls: draft.calls.map(({ id, name, arguments: args }) => ({
      type: 'function_call',
      id: newId('fc'),
      call_id: id,
      name,
      arguments: args,
      status: 'completed',
    })),
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

function begun(draw: Draw): Body {
  const { max_tool_calls, ...rest } = echoed(draw)
  return {
    object: 'response',
    id: draw.id,
    created_at: draw.completion.created,
    status: 'in_progress',
    error: null,
    output_text: '',
    output: [],
    model: draw.completion.name,
    incomplete_details: null,
    max_tool_calls,
    ...rest,
  }
}

function finished(draw: Draw): Body {
  const { completion, draft, reasoning, message, calls } = draw
  const isCut = finishReason(draft) === 'length'
  const { cost, is_byok, cost_details: details, prompt_tokens_details: read } = usageOf(completion)
  const { prompt, completion: written, reasoning: thought } = completion.counts
  return {
    object: 'response',
    id: draw.id,
    created_at: completion.created,
    model: completion.name,
    status: isCut ? 'incomplete' : 'completed',
    output: [reasoning, message, ...calls].filter((item) => item !== undefined),
    output_text: '',
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
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
    ...echoed(draw),
  }
}

/** The events in their order; each written token is marked, so that it can be waited for. */
function* eventsOf(draw: Draw): Generator<Body> {
  const { draft, reasoning, message, calls } = draw
  yield { type: 'response.created', response: begun(draw) }
  yield { type: 'response.in_progress', response: begun(draw) }
  let index = 0
  // The thoughts are only closed when the message is.
  const closing: Body[] = []
  if (reasoning) {
    const output_index = index++
    const item_id = reasoning.id
    const at = { output_index, item_id, content_index: 0 }
    yield { type: 'response.output_item.added', output_index, item: { type: 'reasoning', id: item_id, summary: [] } }
    const opened = { type: 'reasoning_text', text: '' }
    yield { type: 'response.content_part.added', item_id, output_index, content_index: 0, part: opened }
    for (const delta of draft.thoughts) yield { type: 'response.reasoning_text.delta', ...at, delta }
    const text = draft.thoughts.join('')
    closing.push(
      { type: 'response.reasoning_text.done', ...at, text },
      {
        type: 'response.content_part.done',
        item_id,
        output_index,
        content_index: 0,
        part: { type: 'reasoning_text', text },
      },
      { type: 'response.output_item.done', output_index, item: reasoning },
    )
  }
  if (message) {
    const output_index = index++
    const item_id = message.id
    const added = { type: 'message', status: 'in_progress', content: [], id: item_id, role: 'assistant' }
    const part = (text: string) => ({ type: 'output_text', annotations: [], text })
    const place = { item_id, output_index, content_index: 0 }
    yield { type: 'response.output_item.added', output_index, item: added }
    yield { type: 'response.content_part.added', ...place, part: part('') }
    for (const delta of draft.pieces) {
      yield { type: 'response.output_text.delta', logprobs: [], output_index, item_id, content_index: 0, delta }
    }
    yield { type: 'response.output_text.done', ...place, text: draft.text, logprobs: [] }
    yield { type: 'response.content_part.done', ...place, part: part(draft.text) }
    yield { type: 'response.output_item.done', output_index, item: message }
  }
  yield* closing
  for (const [at, item] of calls.entries()) {
    const output_index = index++
    const added = { ...item, arguments: '', status: 'in_progress' }
    yield { type: 'response.output_item.added', output_index, item: added }
    for (const delta of draft.calls[at]?.pieces ?? []) {
      yield { type: 'response.function_call_arguments.delta', output_index, item_id: item.id, delta }
    }
    const { name, arguments: args } = item
    yield { type: 'response.function_call_arguments.done', output_index, item_id: item.id, name, arguments: args }
    yield { type: 'response.output_item.done', output_index, item }
  }
  const response = finished(draw)
  yield { type: response.status === 'incomplete' ? 'response.incomplete' : 'response.completed', response }
}

function streamed(draw: Draw, firstToken: number, tokensPerSecond: number, signal: AbortSignal): Response {
  const { completion } = draw
  let written = 0

  async function* frames(signal: AbortSignal) {
    yield ': OPENROUTER PROCESSING\n\n'
    await pause(about(firstToken, completion.random), signal)
    let number = 0
    for (const event of eventsOf(draw)) {
      if (String(event.type).endsWith('.delta')) {
        await pause(about(1000 / tokensPerSecond, completion.random), signal)
        written++
      }
      yield `data: ${compact({ ...event, sequence_number: number++ })}\n\n`
    }
    yield 'data: [DONE]\n\n'
  }

  const response = new Response(eventStream(signal, frames), { headers: { 'content-type': 'text/event-stream' } })
  // Who leaves early pays for what was written until then.
  meters.set(response, () => ({
    model: completion.model.id,
    inputTokens: completion.counts.prompt,
    cachedInputTokens: completion.counts.cached,
    outputTokens: Math.min(written, completion.counts.completion),
    reasoningTokens: Math.min(written, completion.counts.reasoning),
  }))
  return response
}
