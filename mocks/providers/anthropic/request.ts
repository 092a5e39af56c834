import type { MessageCreateParamsBase } from '@anthropic-ai/sdk/resources/messages'

/** A message request that was found to be sound; the sampling parameters are those of API versions before 2026-10-21. */
export type MessageRequest = MessageCreateParamsBase & {
  readonly temperature?: number
  readonly top_p?: number
  readonly top_k?: number
}

/** What is counted: a request, with or without what limits its answer. */
export type Countable = Omit<MessageRequest, 'max_tokens'>

export type Block = Exclude<MessageRequest['messages'][number]['content'], string>[number]

/** The blocks of a message or of a system prompt; a plain string is short for one block of text. */
export function blocksOf<T>(content: string | readonly T[] | undefined): readonly (T | TextBlock)[] {
  if (typeof content !== 'string') return content ?? []
  return content === '' ? [] : [{ type: 'text', text: content }]
}

export interface TextBlock {
  readonly type: 'text'
  readonly text: string
}
