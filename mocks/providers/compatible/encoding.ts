import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import type { Random } from '../../world.ts'
import type { Completion, Draft, DraftedCall } from './completion.ts'

/** How a host writes its answers down. */
export interface Encoding {
  completionId(random: Random): string
  callId(random: Random): string
  /** A plain answer, as it is printed. */
  body(completion: Completion): string
  readonly stream: StreamEncoding
}

/** How it writes them as a stream. */
export interface StreamEncoding {
  /** What comes first of every answer; nothing where the first piece says whose it is. */
  readonly opening?: object
  text(piece: string): object
  /** Absent where the thinking is not shown. */
  thought?(piece: string): object
  /**
   * The beginning of a tool call.
   *
   * @param args its arguments, or as much of them as comes with the beginning
   */
  call(call: DraftedCall, at: number, args: string): object
  /** More of the arguments; absent where calls come whole. */
  readonly moreArguments?: (at: number, piece: string) => object
  /** What comes last of every answer, with the reason. */
  closing(draft: Draft): object
  /** Whether tool calls come with the closing chunk. */
  readonly callsInClosing?: boolean
  /** Where the usage stands: in the last chunk, or in one of its own that comes always or only when it is asked for. */
  readonly usage: 'closing' | 'always' | 'asked'
  /** A chunk, printed. Without choices it is the one of the usage. */
  chunk(completion: Completion, choices: readonly ChunkChoice[], place: Place): string
  /** What comes before the first chunk. */
  before?(completion: Completion): string
  /** What is sent while the model is not ready yet. */
  readonly waiting?: string
  /** How an error is told when a stream has begun; the default is a chunk with nothing but the error. */
  failure?(body: object, completion: Completion): string
  /** Between frames: two line breaks, of whatever kind. */
  readonly lineBreak?: string
  readonly done?: string
}

export interface ChunkChoice {
  readonly index: number
  readonly delta: object
  readonly finish: string | null
  readonly draft: Draft
  /** Which of the pieces of text it brings. */
  readonly piece?: number
}

/** What a chunk has to tell beside its choices. */
export interface Place {
  readonly isFirst: boolean
  /** The usage, where the host sends it with this chunk. */
  readonly hasUsage: boolean
  /** Tokens written so far. */
  readonly written: number
}

type Choice = ChatCompletion.Choice

/** What a host's plain answer has in common with OpenAI's. */
export interface PlainAnswer extends Pick<ChatCompletion, 'id' | 'object' | 'created' | 'model'> {
  choices: (Pick<Choice, 'index'> & {
    finish_reason: string
    message: { role: 'assistant'; content: string | null | readonly object[] }
  })[]
  usage: CompletionUsage | Omit<CompletionUsage, 'prompt_tokens_details' | 'completion_tokens_details'>
}

/** What a host's chunk has in common with OpenAI's. */
export type PlainChunk = Pick<ChatCompletionChunk, 'id' | 'object' | 'created' | 'model'>
