import type {
  MessageDeltaUsage,
  RawContentBlockDelta,
  RawMessageDeltaEvent,
} from '@anthropic-ai/sdk/resources/messages'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { latencyOf } from './latency.ts'
import type { AnswerBlock, Draft, WireBlock, WireMessage } from './message.ts'
import { messageBody, usageOf } from './message.ts'

/** The events of the wire: like the SDK's, but for what the API leaves away. */
type WireEvent =
  | { type: 'message_start'; message: WireMessage }
  | { type: 'content_block_start'; index: number; content_block: WireBlock }
  | { type: 'content_block_delta'; index: number; delta: RawContentBlockDelta }
  | { type: 'content_block_stop'; index: number }
  | { type: 'message_delta'; delta: Omit<RawMessageDeltaEvent.Delta, 'container'>; usage: DeltaUsage }
  | { type: 'message_stop' }

type DeltaUsage = Omit<MessageDeltaUsage, 'server_tool_use'>

const ping = 'event: ping\ndata: {"type": "ping"}\n\n'

/** The streamed form of an answer: named events, no `[DONE]`. */
export function messageStream(drafted: Draft, signal: AbortSignal): Response {
  const { random } = drafted
  const { firstToken, tokensPerSecond } = latencyOf(drafted.model)
  const before = Math.min(drafted.outputTokens, 1 + Math.floor(random() * 4))
  let written = before

  const frame = (event: WireEvent) => {
    const json = JSON.stringify(event)
    // Blanks before the last brace, so that sizes do not give the text away.
    const padding = ' '.repeat(Math.floor(random() * 16))
    return `event: ${event.type}\ndata: ${json.slice(0, -1)}${padding}}\n\n`
  }

  async function* blockFrames({ content: block, pieces }: AnswerBlock, index: number, signal: AbortSignal) {
    yield frame({ type: 'content_block_start', index, content_block: emptied(block) })
    if (index === 0) yield ping
    // The thoughts take their time whether they are shown or not.
    if (block.type === 'thinking') {
      await pause(about((drafted.thinkingTokens * 1000) / tokensPerSecond, random), signal)
      written += drafted.thinkingTokens
    }
    if (block.type === 'tool_use') yield frame({ type: 'content_block_delta', index, delta: delta(block, '') })
    for (const { text, size } of bundles(pieces, random)) {
      if (block.type !== 'thinking') {
        await pause(about((size * 1000) / tokensPerSecond, random), signal)
        written += size
      }
      yield frame({ type: 'content_block_delta', index, delta: delta(block, text) })
    }
    if (block.type === 'thinking') {
      yield frame({
        type: 'content_block_delta',
        index,
        delta: { type: 'signature_delta', signature: block.signature },
      })
    }
    yield frame({ type: 'content_block_stop', index })
  }

  async function* frames(signal: AbortSignal) {
    await pause(about(firstToken, random), signal)
    yield frame({ type: 'message_start', message: opening(drafted, before) })
    for (const [index, block] of drafted.blocks.entries()) yield* blockFrames(block, index, signal)
    written = drafted.outputTokens
    const { stopReason, stopSequence, stopDetails } = drafted
    yield frame({
      type: 'message_delta',
      delta: { stop_reason: stopReason, stop_sequence: stopSequence, stop_details: stopDetails },
      usage: finalUsage(drafted),
    })
    yield frame({ type: 'message_stop' })
  }

  const response = new Response(eventStream(signal, frames), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
  })
  // Who leaves early pays for what was written until then.
  meters.set(response, () => ({
    model: drafted.model,
    inputTokens:
      drafted.input.input_tokens + drafted.input.cache_creation_input_tokens + drafted.input.cache_read_input_tokens,
    cachedInputTokens: drafted.input.cache_read_input_tokens,
    outputTokens: Math.min(written, drafted.outputTokens),
    reasoningTokens: Math.min(written, drafted.thinkingTokens),
  }))
  return response
}

/** The message as it stands before anything is written. */
function opening(drafted: Draft, outputTokens: number): WireMessage {
  const usage: WireMessage['usage'] = usageOf({ ...drafted, outputTokens })
  delete usage.output_tokens_details
  return { ...messageBody(drafted), content: [], stop_reason: null, stop_sequence: null, stop_details: null, usage }
}

/** All that was used, the output in sum. */
function finalUsage(drafted: Draft): DeltaUsage {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = drafted.input
  return {
    input_tokens,
    cache_creation_input_tokens,
    cache_read_input_tokens,
    output_tokens: drafted.outputTokens,
    output_tokens_details: { thinking_tokens: drafted.thinkingTokens },
  }
}

function emptied(block: WireBlock): WireBlock {
  if (block.type === 'text') return { ...block, text: '' }
  return block.type === 'thinking' ? { ...block, thinking: '', signature: '' } : { ...block, input: {} }
}

function delta(block: WireBlock, piece: string): RawContentBlockDelta {
  if (block.type === 'text') return { type: 'text_delta', text: piece }
  if (block.type === 'thinking') return { type: 'thinking_delta', thinking: piece }
  return { type: 'input_json_delta', partial_json: piece }
}

/** The pieces as they leave: the first alone, then several together, about as much text as in recorded streams. */
function* bundles(pieces: readonly string[], random: () => number): Generator<{ text: string; size: number }> {
  let from = 0
  while (from < pieces.length) {
    const size = from === 0 ? 1 : 5 + Math.floor(random() * 16)
    const bundle = pieces.slice(from, from + size)
    yield { text: bundle.join(''), size: bundle.length }
    from += size
  }
}
