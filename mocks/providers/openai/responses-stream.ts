import type { ResponseStreamEvent } from 'openai/resources/responses/responses'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { base62, randomText } from '../../world.ts'
import { compact } from './json.ts'
import { acceptance, latencyOf } from './latency.ts'
import { tokensOf } from './pieces.ts'
import { responseObject } from './response-object.ts'
import type { WireResponse } from './response-object.ts'
import { contentPart, finished, logprobs, outputText } from './responses.ts'
import type { Draft } from './responses.ts'

/** The keys of an event, its type first, without the number that is added when it is sent. */
type Event = { type: ResponseStreamEvent['type'] } & Readonly<Record<string, unknown>>

/**
 * The streamed form of a response: typed events, numbered, each under its name. There is no `[DONE]`.
 *
 * @param keep is given the finished response
 * @param after the number of the last event that the reader has already; all are sent where this is absent
 */
export function responsesStream(
  draft: Draft,
  signal: AbortSignal,
  keep: (response: WireResponse) => void,
  after = -1,
): Response {
  const { request, model, answer, reasoning, message, calls, random } = draft
  const { firstToken, tokensPerSecond } = latencyOf(model.id)
  const isPadded = request.stream_options?.include_obfuscation !== false
  let written = 0

  async function* events(signal: AbortSignal): AsyncGenerator<Event, void, undefined> {
    const nothing = { output: [], usage: null, streamed: true }
    const started = responseObject(draft, { status: 'in_progress', ...nothing })
    const first = request.background ? responseObject(draft, { status: 'queued', ...nothing }) : started
    yield { type: 'response.created', response: first }
    if (request.background) yield { type: 'response.queued', response: first }
    yield { type: 'response.in_progress', response: started }
    await pause(about(firstToken * (1 - acceptance), random), signal)
    let index = 0
    if (reasoning) {
      yield { type: 'response.output_item.added', item: reasoning, output_index: index }
      await pause((answer.reasoningTokens * 1000) / tokensPerSecond, signal)
      yield { type: 'response.output_item.done', item: reasoning, output_index: index++ }
    }
    if (message) yield* messageEvents(message, index++, signal)
    for (const [at, call] of calls.entries()) {
      yield* callEvents(call, answer.toolCalls?.[at]?.pieces ?? [], index++, signal)
    }
    const response = responseObject(draft, finished(draft, true))
    keep(response)
    yield { type: response.status === 'incomplete' ? 'response.incomplete' : 'response.completed', response }
  }

  async function* messageEvents(item: NonNullable<Draft['message']>, index: number, signal: AbortSignal) {
    const at = { item_id: item.id, output_index: index }
    const added = { ...item, status: 'in_progress', content: [] }
    yield sorted({ type: 'response.output_item.added', item: added, output_index: index })
    const isRefused = answer.declined === 'refusal'
    const empty = isRefused
      ? { type: 'refusal', refusal: '' }
      : { type: 'output_text', annotations: [], logprobs: [], text: '' }
    yield sorted({ type: 'response.content_part.added', content_index: 0, part: empty, ...at })
    for (const [i, delta] of answer.pieces.entries()) {
      await pause(about(1000 / tokensPerSecond, random), signal)
      written = i + 1
      if (isRefused) {
        yield sorted({ type: 'response.refusal.delta', content_index: 0, delta, ...at })
        continue
      }
      // Delta and padding together are a multiple of sixteen, so that lengths do not give the tokens away.
      const padding = isPadded && { obfuscation: randomText(random, 16 - (delta.length % 16), base62) }
      const likely = logprobs(draft, ...tokensOf(answer, i))
      yield sorted({ type: 'response.output_text.delta', content_index: 0, delta, logprobs: likely, ...padding, ...at })
    }
    if (isRefused) {
      yield sorted({ type: 'response.refusal.done', content_index: 0, refusal: answer.text, ...at })
    } else {
      const { logprobs: likely, text } = outputText(draft)
      yield sorted({ type: 'response.output_text.done', content_index: 0, logprobs: likely, text, ...at })
    }
    yield sorted({ type: 'response.content_part.done', content_index: 0, part: contentPart(draft), ...at })
    yield sorted({ type: 'response.output_item.done', item, output_index: index })
  }

  async function* callEvents(
    item: Draft['calls'][number],
    pieces: readonly string[],
    index: number,
    signal: AbortSignal,
  ): AsyncGenerator<Event, void, undefined> {
    const at = { item_id: item.id, output_index: index }
    const added = { ...item, status: 'in_progress', arguments: '' }
    yield sorted({ type: 'response.output_item.added', item: added, output_index: index })
    for (const delta of pieces) {
      await pause(about(1000 / tokensPerSecond, random), signal)
      written++
      const padding = isPadded && { obfuscation: randomText(random, 16 - (delta.length % 16), base62) }
      yield sorted({ type: 'response.function_call_arguments.delta', delta, ...padding, ...at })
    }
    yield sorted({ type: 'response.function_call_arguments.done', arguments: item.arguments, name: item.name, ...at })
    yield sorted({ type: 'response.output_item.done', item, output_index: index })
  }

  async function* frames(signal: AbortSignal) {
    let number = 0
    for await (const event of events(signal)) {
      if (number <= after) number++
      else yield `event: ${event.type}\ndata: ${compact(sorted({ ...event, sequence_number: number++ }))}\n\n`
    }
  }

  const response = new Response(eventStream(signal, frames), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  })
  // Who leaves early pays for what was written until then.
  meters.set(response, () => ({
    model: model.id,
    inputTokens: draft.usage?.input_tokens ?? 0,
    cachedInputTokens: draft.usage?.input_tokens_details.cached_tokens ?? 0,
    writtenInputTokens: draft.usage?.input_tokens_details.cache_write_tokens ?? 0,
    outputTokens: answer.reasoningTokens + Math.min(written, answer.visibleTokens),
    reasoningTokens: answer.reasoningTokens,
  }))
  return response
}

/** Events have their type first and the other keys by the alphabet. */
function sorted({ type, ...rest }: Event): Event {
  const keys = Object.keys(rest).toSorted()
  return { type, ...Object.fromEntries(keys.map((key) => [key, rest[key]])) }
}
