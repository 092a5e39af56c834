import type { Model } from '@workbook/kit'
import type { ContentBlock, Message, Usage } from '@anthropic-ai/sdk/resources/messages'
import type { Answer } from '../../engine/engine.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { hash } from '../../world.ts'
import type { Random } from '../../world.ts'
import { inputOf } from './tool-input.ts'
import { answerTo } from './generation.ts'
import { newId } from './ids.ts'
import { readThroughCache } from './prompt-cache.ts'
import type { InputUsage } from './prompt-cache.ts'
import type { MessageRequest } from './request.ts'
import { signatureOf, summaryOf, thinkingPlan } from './thinking.ts'
import { answerTokens, claudeTokens } from './token-count.ts'
import { turnsOf } from './turns.ts'

/** A block of an answer, as the wire has it. */
export type WireBlock =
  | Pick<Extract<ContentBlock, { type: 'thinking' }>, 'type' | 'thinking' | 'signature'>
  | Pick<Extract<ContentBlock, { type: 'text' }>, 'type' | 'text'>
  | Pick<Extract<ContentBlock, { type: 'tool_use' }>, 'type' | 'id' | 'name' | 'input' | 'caller'>

/** The same with the pieces a stream brings it in. */
export interface AnswerBlock {
  readonly content: WireBlock
  readonly pieces: readonly string[]
}

/** What the plain and the streamed answer have in common. */
export interface Draft {
  readonly id: string
  /** As the wire names it. */
  readonly model: string
  readonly blocks: readonly AnswerBlock[]
  readonly stopReason: NonNullable<Message['stop_reason']>
  readonly stopSequence: string | null
  readonly stopDetails: Message['stop_details']
  readonly input: InputUsage
  readonly outputTokens: number
  readonly thinkingTokens: number
  readonly tier: NonNullable<Usage['service_tier']>
  readonly geography: string
  readonly random: Random
}

/** The message of the wire: what the SDK declares but the API leaves away while there is nothing to say is optional. */
export type WireMessage = Omit<Message, 'container' | 'diagnostics' | 'content' | 'usage'> & {
  readonly diagnostics?: Message['diagnostics']
  readonly content: readonly WireBlock[]
  readonly usage: Omit<Usage, 'output_tokens_details' | 'server_tool_use' | 'speed'> &
    Partial<Pick<Usage, 'output_tokens_details'>>
}

/** Who asks, and for what. */
export interface Sender {
  readonly key: string
  readonly seed: number
  readonly random: Random
}

/** Lets the model answer a sound request. */
export function draft(request: MessageRequest, model: Model, sender: Sender, tier: Draft['tier'] = 'standard'): Draft {
  const misbehaviour = misbehaviourOf(sender.key)
  const turns = turnsOf(request)
  const plan = thinkingPlan(model, request, turns)
  const input = readThroughCache(sender.key, model, request)
  const isSpoilt = misbehaviour === 'bad-arguments'
  const answer = answerTo(request, model, { turns, plan, seed: sender.seed, isSpoilt })
  const isCut = answer.finish === 'length'
  const written = answer.visibleTokens + answer.reasoningTokens
  const whole: Draft = {
    id: newId('msg', sender.random),
    model: model.snapshot ?? model.id,
    blocks: [],
    stopReason: stopReason(answer),
    stopSequence: answer.stopSequence ?? null,
    stopDetails: null,
    input,
    outputTokens: answerTokens(model, written, Math.min(request.max_tokens, model.maxOutput), isCut),
    thinkingTokens: claudeTokens(model, answer.reasoningTokens),
    tier,
    geography: request.inference_geo ?? 'global',
    random: sender.random,
  }
  const thought = plan.display === 'summarized' ? summaryOf(turns) : ''
  const thinking: AnswerBlock[] = answer.reasoningTokens
    ? [
        {
          content: {
            type: 'thinking',
            thinking: thought,
            signature: signatureOf(thought, hash(`${sender.seed} seal`)),
          },
          pieces: words(thought),
        },
      ]
    : []
  if (misbehaviour === 'refusal') return refused(whole, answer, request.stream === true)
  const blocks = [...thinking, ...visible(answer, sender.random)]
  return { ...whole, blocks, thinkingTokens: Math.min(whole.thinkingTokens, whole.outputTokens) }
}

function stopReason({ finish, toolCalls }: Answer): Draft['stopReason'] {
  if (finish === 'length') return 'max_tokens'
  if (finish === 'stop sequence') return 'stop_sequence'
  return toolCalls?.length ? 'tool_use' : 'end_turn'
}

function visible(answer: Answer, random: Random): AnswerBlock[] {
  const text: AnswerBlock[] = answer.text === '' ? [] : [textBlock(answer.pieces)]
  const calls = (answer.toolCalls ?? []).map(({ name, arguments: json, pieces }): AnswerBlock => {
    const id = newId('toolu', random)
    return { content: { type: 'tool_use', id, name, input: inputOf(json), caller: { type: 'direct' } }, pieces }
  })
  return [...text, ...calls]
}

/** A refusal is no error: the answer ends where a classifier stepped in, in a stream after its first words. */
function refused(whole: Draft, answer: Answer, isStreamed: boolean): Draft {
  const pieces = isStreamed ? answer.pieces.slice(0, 6) : []
  return {
    ...whole,
    blocks: pieces.length ? [textBlock(pieces)] : [],
    stopReason: 'refusal',
    stopSequence: null,
    stopDetails: {
      type: 'refusal',
      category: 'general_harms',
      explanation: 'This request was found to violate the usage policy. Change it, or begin a new conversation.',
    },
    outputTokens: Math.min(whole.outputTokens, 4 + pieces.length),
    thinkingTokens: 0,
  }
}

function textBlock(pieces: readonly string[]): AnswerBlock {
  return { content: { type: 'text', text: pieces.join('') }, pieces }
}

/** Text in pieces of a word each. */
function words(text: string): string[] {
  return text.match(/\s*\S+/g) ?? []
}

/** The body of an answer, in the order of the wire. */
export function messageBody(drafted: Draft): WireMessage {
  return {
    model: drafted.model,
    id: drafted.id,
    type: 'message',
    role: 'assistant',
    content: drafted.blocks.map(({ content }) => content),
    stop_reason: drafted.stopReason,
    stop_sequence: drafted.stopSequence,
    stop_details: drafted.stopDetails,
    usage: usageOf(drafted),
  }
}

/** What an answer is charged; `output_tokens` includes the thinking. */
export function usageOf(drafted: Draft): WireMessage['usage'] {
  return {
    ...drafted.input,
    output_tokens: drafted.outputTokens,
    output_tokens_details: { thinking_tokens: drafted.thinkingTokens },
    service_tier: drafted.tier,
    inference_geo: drafted.geography,
  }
}
