import type { ChatCompletionChunk } from 'openai/resources/chat/completions'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { base62, randomText } from '../../world.ts'
import type { Completion } from './chat.ts'
import { finishReason, logprobs, usageOf } from './chat.ts'
import { compact } from './json.ts'
import { acceptance, latencyOf } from './latency.ts'
import { tokensOf } from './pieces.ts'

/** A chunk on the wire: a fingerprint may be null, and padding is always the last key. */
type Chunk = Omit<ChatCompletionChunk, 'system_fingerprint'> & { system_fingerprint: string | null }
type Choice = ChatCompletionChunk.Choice

/** The streamed form of a completion: one token a chunk, `[DONE]` at the end. */
export function chatStream(completion: Completion, signal: AbortSignal): Response {
  const { request, random, usage } = completion
  const { firstToken, tokensPerSecond } = latencyOf(completion.model)
  const options = request.stream_options ?? {}
  const written = completion.answers.map(() => 0)

  const data = (choices: Choice[], total: Chunk['usage'], moderation?: Completion['moderation']) => {
    const chunk = {
      id: completion.id,
      object: 'chat.completion.chunk',
      created: completion.created,
      model: completion.model,
      service_tier: 'default',
      system_fingerprint: completion.fingerprint,
      choices,
      ...(moderation && { moderation }),
      // Without include_usage the key is absent; with it, it is null on every chunk but the one that has it.
      ...(options.include_usage && { usage: total }),
    } satisfies Chunk
    return `data: ${options.include_obfuscation === false ? compact(chunk) : padded(chunk)}\n\n`
  }
  const choice = (index: number, delta: Choice['delta'], rest: Partial<Choice> = {}): Choice => ({
    index,
    delta,
    ...((!completion.isReasoning || request.logprobs) && { logprobs: null }),
    ...rest,
    finish_reason: rest.finish_reason ?? null,
  })
  const padded = (chunk: Chunk) => {
    const bare = new TextEncoder().encode(compact({ ...chunk, obfuscation: '' })).length
    // Measured: lengths are one more than a multiple of sixteen, so that they do not give the tokens away.
    return compact({ ...chunk, obfuscation: randomText(random, 16 - ((bare + 15) % 16), base62) })
  }

  /** The calls of an answer: how each begins, and the pieces of its arguments. */
  const callsOf = ({ declined, toolCalls = [] }: Completion['answers'][number], answer: number) =>
    (declined ? [] : toolCalls).map(({ name, pieces }, index) => ({
      opening: {
        index,
        id: completion.callIds[answer]?.[index] ?? '',
        type: 'function' as const,
        function: { name, arguments: '' },
      },
      pieces,
    }))

  async function* frames(signal: AbortSignal) {
    const thinking = Math.max(...completion.answers.map((answer) => answer.reasoningTokens))
    await pause(about(firstToken * (1 - acceptance) + (thinking * 1000) / tokensPerSecond, random), signal)
    for (const [index, answer] of completion.answers.entries()) {
      const [first] = callsOf(answer, index)
      const opening = first ? { content: null, tool_calls: [first.opening] } : { content: '' }
      yield data([choice(index, { role: 'assistant', ...opening, refusal: null })], null)
    }
    for (const [index, answer] of completion.answers.entries()) {
      for (const [number, { opening, pieces }] of callsOf(answer, index).entries()) {
        if (number > 0) yield data([choice(index, { tool_calls: [opening] })], null)
        for (const piece of pieces) {
          await pause(about(1000 / tokensPerSecond, random), signal)
          written[index] = (written[index] ?? 0) + 1
          yield data([choice(index, { tool_calls: [{ index: number, function: { arguments: piece } }] })], null)
        }
      }
    }
    // A call is charged for its wrapping, too.
    for (const [index, answer] of completion.answers.entries()) {
      if (callsOf(answer, index).length) written[index] = answer.visibleTokens
    }
    const longest = Math.max(...completion.answers.map((answer) => answer.pieces.length))
    for (let at = 0; at < longest; at++) {
      await pause(about(1000 / tokensPerSecond, random), signal)
      for (const [index, answer] of completion.answers.entries()) {
        const piece = answer.pieces[at]
        if (piece === undefined) continue
        written[index] = at + 1
        const rest = request.logprobs ? { logprobs: logprobs(answer, ...tokensOf(answer, at)) } : {}
        yield data([choice(index, answer.declined === 'refusal' ? { refusal: piece } : { content: piece }, rest)], null)
      }
    }
    for (const [index, answer] of completion.answers.entries()) {
      yield data([choice(index, {}, { finish_reason: finishReason(answer) })], null)
    }
    if (options.include_usage) yield data([], usage)
    if (completion.moderation) yield data([], null, completion.moderation)
    yield 'data: [DONE]\n\n'
  }

  const response = new Response(eventStream(signal, frames), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  })
  // Who leaves early pays for what was written until then, whether the stream says so or not.
  meters.set(response, () => {
    const sofar = completion.answers.map((answer, i) => ({
      ...answer,
      visibleTokens: Math.min(answer.visibleTokens, written[i] ?? 0),
    }))
    const { cached_tokens: cached = 0, cache_write_tokens: kept = 0 } = usage.prompt_tokens_details ?? {}
    const { prompt_tokens, completion_tokens } = usageOf(usage.prompt_tokens, sofar, { cached, written: kept })
    return {
      model: completion.model,
      inputTokens: prompt_tokens,
      cachedInputTokens: cached,
      ...(kept > 0 && { writtenInputTokens: kept }),
      outputTokens: completion_tokens,
      reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
    }
  })
  return response
}
