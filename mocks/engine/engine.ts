/** One message of a conversation, stripped of its provider's wrapping. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly text: string
}

/** What a provider asks of the simulated model. Absent means the model's own default. */
export interface Prompt {
  readonly turns: readonly Turn[]
  /** Same prompt and same seed, same answer. */
  readonly seed: number
  /** Divides the logits, 0–2; 0 is arg max. Default 1. */
  readonly temperature?: number
  /** Mass of the nucleus, 0–1. Default 1. */
  readonly topP?: number
  readonly topK?: number
  readonly frequencyPenalty?: number
  readonly presencePenalty?: number
  /** Token id (o200k_base) → added to its logit, −100–100. */
  readonly logitBias?: Readonly<Record<string, number>>
  readonly stop?: readonly string[]
  /** Most tokens of the answer, hidden reasoning included. */
  readonly maxTokens?: number
  /** How hard a reasoning model thinks; absent or 'none' spends no reasoning tokens. */
  readonly effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'
  /** How many alternatives to report for each token, 0–20. Default 0. */
  readonly topLogprobs?: number
}

export interface TokenProbability {
  readonly text: string
  /** UTF-8; a token may hold only part of a character. */
  readonly bytes: readonly number[]
  /** Natural logarithm of the probability, at the temperature asked for. */
  readonly logprob: number
}

export interface Answer {
  /** The whole text, cut at a stop sequence or at the limit. */
  readonly text: string
  /** The text in the pieces a stream would bring it in, one token each; joined they are `text`. */
  readonly pieces: readonly string[]
  /** One entry for each visible token. */
  readonly logprobs: readonly (TokenProbability & { readonly top: readonly TokenProbability[] })[]
  /** Why it ended. */
  readonly finish: 'stop' | 'length' | 'stop sequence'
  /** The stop sequence that was met, when one was. */
  readonly stopSequence?: string
  /** Tokens generated and visible. */
  readonly visibleTokens: number
  /** Tokens spent thinking, never shown. */
  readonly reasoningTokens: number
}
