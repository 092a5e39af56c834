/** What a call used, as its provider counts it. */
export interface Usage {
  /** As the catalogue or the provider names it. */
  readonly model: string
  /** Cached ones included. */
  readonly inputTokens: number
  readonly cachedInputTokens: number
  /** Of the input, what was written into the cache: for the shortest time, and for an hour. */
  readonly writtenInputTokens?: number
  readonly writtenForAnHourTokens?: number
  /** Reasoning included. */
  readonly outputTokens: number
  readonly reasoningTokens: number
  /** Processing that has a price of its own, as the answer names it: batch, flex. */
  readonly tier?: string
}

type Counts = Readonly<Record<string, unknown>>

/**
 * Reads the usage off an answer.
 *
 * @param body JSON, a whole stream of server-sent events, or lines of JSON
 * @returns undefined where the answer does not say
 */
export function usageInBody(body: string): Usage | undefined {
  // Most streams do not tell, and would have to be read to their beginning to know.
  if (!/usage|eval_count|"stats"/.test(body)) return undefined
  return usageInParts(partsOf(body))
}

/** The same, off an answer that was never written as text or is known besides. */
export function usageIn(answer: object): Usage | undefined {
  return usageInParts([answer as Counts])
}

function usageInParts(parts: Iterable<Counts>): Usage | undefined {
  let model: string | undefined
  let found: { counts: Counts; read: Reader } | undefined
  // In a stream the last event knows most; the model may stand in another one.
  for (const part of parts) {
    for (const holder of holdersIn(part)) {
      model ??= nameIn(holder)
      found ??= countsIn(holder)
      // Anthropic's last event may leave out what the first one told.
      if (found?.read === readAnthropic) found = { ...found, counts: { ...countsIn(holder)?.counts, ...found.counts } }
    }
    if (model !== undefined && found && found.read !== readAnthropic) break
  }
  return model !== undefined && found ? { model, ...found.read(found.counts) } : undefined
}

/** The usage of every answer in the results of a batch: lines of JSON, as Anthropic or as OpenAI writes them. */
export function usagesInBatch(body: string): Usage[] {
  return body.split('\n').flatMap((line) => {
    const { result, response } = (parse(line) ?? {}) as { result?: object; response?: { body?: object } | null }
    if (result) return usageInBody(JSON.stringify(result)) ?? []
    // OpenAI's answers do not tell that they came in a batch.
    const usage = response?.body && usageInBody(JSON.stringify(response.body))
    return usage ? { ...usage, tier: 'batch' } : []
  })
}

/** Two usages together, under the name of the first. */
export function sumOf(a: Usage, b: Usage): Usage {
  const written = (a.writtenInputTokens ?? 0) + (b.writtenInputTokens ?? 0)
  const anHour = (a.writtenForAnHourTokens ?? 0) + (b.writtenForAnHourTokens ?? 0)
  return {
    ...a,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    ...(written > 0 && { writtenInputTokens: written }),
    ...(anHour > 0 && { writtenForAnHourTokens: anHour }),
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
  }
}

/** The objects of an answer, the last one first. */
function* partsOf(body: string): Generator<Counts> {
  const whole = /^\s*[[{]/.test(body) ? parse(body) : undefined
  if (whole !== undefined) {
    yield* (Array.isArray(whole) ? (whole as unknown[]) : [whole]).filter(isObject).toReversed()
    return
  }
  // Some end their lines in CR LF.
  for (const line of body.split(/\r?\n/).toReversed()) {
    const json = /^(?:data: ?)?(\{.*)$/.exec(line)?.[1]
    const part = json === undefined ? undefined : parse(json)
    if (isObject(part)) yield part
  }
}

/** The object itself, and what an event of Responses, of Anthropic's messages or of Gemini's interactions wraps. */
function holdersIn(part: Counts): Counts[] {
  return [part.response, part.message, part.interaction, part].filter(isObject)
}

function nameIn(holder: Counts): string | undefined {
  const name = holder.model ?? holder.modelVersion ?? holder.model_instance_id
  return typeof name === 'string' ? name.replace(/^models\//, '') : undefined
}

type Reader = (counts: Counts) => Omit<Usage, 'model'>

/** Where each API has its counts, and how it counts. */
function countsIn(holder: Counts): { counts: Counts; read: Reader } | undefined {
  const { usage, usageMetadata, x_groq: groq, stats } = holder
  const ofGroq = isObject(groq) ? groq.usage : undefined
  const tier = { tier: holder.service_tier }
  if (isObject(usage)) {
    if ('total_input_tokens' in usage) return { counts: usage, read: readInteraction }
    if ('cache_read_input_tokens' in usage) return { counts: usage, read: readAnthropic }
    return { counts: { ...tier, ...usage }, read: readOpenai }
  }
  if (isObject(ofGroq)) return { counts: { ...tier, ...ofGroq }, read: readOpenai }
  if (isObject(usageMetadata)) return { counts: usageMetadata, read: readGemini }
  if (isObject(stats) && 'total_output_tokens' in stats) return { counts: stats, read: readLmStudio }
  return 'prompt_eval_count' in holder || 'eval_count' in holder ? { counts: holder, read: readOllama } : undefined
}

/** Chat Completions and embeddings; Responses. Those compatible with them, too. */
function readOpenai(counts: Counts): Omit<Usage, 'model'> {
  const input = detail(counts, 'prompt_tokens_details', 'input_tokens_details')
  const output = detail(counts, 'completion_tokens_details', 'output_tokens_details')
  const written = number(input.cache_write_tokens)
  return {
    inputTokens: number(counts.prompt_tokens ?? counts.input_tokens),
    cachedInputTokens: number(input.cached_tokens ?? counts.num_cached_tokens),
    ...(written > 0 && { writtenInputTokens: written }),
    outputTokens: number(counts.completion_tokens ?? counts.output_tokens),
    reasoningTokens: number(output.reasoning_tokens),
    ...tierOf(counts.tier),
  }
}

/** Only Anthropic counts what it read from its cache, or wrote there, apart from the rest. */
function readAnthropic(counts: Counts): Omit<Usage, 'model'> {
  const cached = number(counts.cache_read_input_tokens)
  const written = number(counts.cache_creation_input_tokens)
  const anHour = number(detail(counts, 'cache_creation').ephemeral_1h_input_tokens)
  return {
    inputTokens: number(counts.input_tokens) + cached + written,
    cachedInputTokens: cached,
    ...(written > anHour && { writtenInputTokens: written - anHour }),
    ...(anHour > 0 && { writtenForAnHourTokens: anHour }),
    outputTokens: number(counts.output_tokens),
    reasoningTokens: number(detail(counts, 'output_tokens_details').thinking_tokens),
    ...tierOf(counts.service_tier),
  }
}

/** Gemini does not count its thoughts as part of the answer, nor what tools gave it as part of the prompt. */
function readGemini(counts: Counts): Omit<Usage, 'model'> {
  const thoughts = number(counts.thoughtsTokenCount)
  return {
    inputTokens: number(counts.promptTokenCount) + number(counts.toolUsePromptTokenCount),
    cachedInputTokens: number(counts.cachedContentTokenCount),
    outputTokens: number(counts.candidatesTokenCount) + thoughts,
    reasoningTokens: thoughts,
  }
}

function readInteraction(counts: Counts): Omit<Usage, 'model'> {
  const thoughts = number(counts.total_thought_tokens)
  return {
    inputTokens: number(counts.total_input_tokens) + number(counts.total_tool_use_tokens),
    cachedInputTokens: number(counts.total_cached_tokens),
    outputTokens: number(counts.total_output_tokens) + thoughts,
    reasoningTokens: thoughts,
  }
}

function readOllama(counts: Counts): Omit<Usage, 'model'> {
  return {
    inputTokens: number(counts.prompt_eval_count),
    cachedInputTokens: 0,
    outputTokens: number(counts.eval_count),
    reasoningTokens: 0,
  }
}

function readLmStudio(counts: Counts): Omit<Usage, 'model'> {
  return {
    inputTokens: number(counts.input_tokens),
    cachedInputTokens: 0,
    outputTokens: number(counts.total_output_tokens),
    reasoningTokens: number(counts.reasoning_output_tokens),
  }
}

function tierOf(tier: unknown): { tier?: string } {
  return tier === 'batch' || tier === 'flex' ? { tier } : {}
}

function detail(counts: Counts, ...names: readonly string[]): Counts {
  return names.map((name) => counts[name]).find(isObject) ?? {}
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function isObject(value: unknown): value is Counts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
