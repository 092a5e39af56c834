/** What a call used, as its provider counts it. */
export interface Usage {
  /** As the catalogue or the provider names it. */
  readonly model: string
  /** Cached ones included. */
  readonly inputTokens: number
  readonly cachedInputTokens: number
  /** Reasoning included. */
  readonly outputTokens: number
  readonly reasoningTokens: number
}

/** The two forms OpenAI's usage has: Chat Completions and embeddings, Responses. */
interface WireUsage {
  prompt_tokens?: number
  completion_tokens?: number
  prompt_tokens_details?: { cached_tokens?: number } | null
  completion_tokens_details?: { reasoning_tokens?: number } | null
  input_tokens?: number
  output_tokens?: number
  input_tokens_details?: { cached_tokens?: number } | null
  output_tokens_details?: { reasoning_tokens?: number } | null
}
interface WireBody {
  model?: string
  usage?: WireUsage | null
  response?: WireBody
}

/**
 * Reads the usage off an answer.
 *
 * @param body a JSON body, or a whole stream of server-sent events
 * @returns undefined where the answer does not say
 */
export function usageInBody(body: string): Usage | undefined {
  // In a stream it stands in one of the last frames.
  const candidates = body.startsWith('{')
    ? [body]
    : body
        .split('\n')
        .filter((line) => line.startsWith('data: {') && line.includes('"usage":{'))
        .map((line) => line.slice('data: '.length))
        .reverse()
  for (const candidate of candidates) {
    const parsed = parse(candidate)
    const { model, usage } = parsed?.response ?? parsed ?? {}
    if (model !== undefined && usage) return read(model, usage)
  }
  return undefined
}

function parse(text: string): WireBody | undefined {
  try {
    return JSON.parse(text) as WireBody
  } catch {
    return undefined
  }
}

function read(model: string, usage: WireUsage): Usage {
  return {
    model,
    inputTokens: usage.prompt_tokens ?? usage.input_tokens ?? 0,
    cachedInputTokens: (usage.prompt_tokens_details ?? usage.input_tokens_details)?.cached_tokens ?? 0,
    outputTokens: usage.completion_tokens ?? usage.output_tokens ?? 0,
    reasoningTokens: (usage.completion_tokens_details ?? usage.output_tokens_details)?.reasoning_tokens ?? 0,
  }
}
