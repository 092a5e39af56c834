/** Every API the workbook speaks to; the last five are servers on the reader's own machine. */
export type ProviderId =
  | 'openai'
  | 'anthropic'
  | 'gemini'
  | 'groq'
  | 'mistral'
  | 'together'
  | 'fireworks'
  | 'qwen'
  | 'huggingface'
  | 'openrouter'
  | 'azure'
  | 'lmstudio'
  | 'ollama'
  | 'vllm'
  | 'textgen'
  | 'tgi'

/** How hard a model thinks. Gemini calls these thinking levels and writes them in capitals. */
export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

export type Tier = 'cheap' | 'mid' | 'top'

/** US dollars for one million tokens. */
export interface Price {
  readonly input: number
  readonly output: number
  /** Input that the provider found in its prompt cache; the full price where there is none. */
  readonly cachedInput?: number
  /** Input that the provider wrote into its prompt cache, for the shortest time it keeps it. */
  readonly cacheWrite?: number
  /** The price of the whole request once its prompt has more tokens than `above`. */
  readonly longPrompt?: Omit<Price, 'longPrompt'> & { readonly above: number }
}

/**
 * When a rule about a parameter holds.
 *
 * - `always`
 * - `reasoning`: while the model reasons, so at every effort but `none`. Chat Completions lets the default value pass
 * - `in-chat`: in Chat Completions, not in Responses
 * - `in-chat-reasoning`: both of the above
 * - `above-one`: at any value greater than 1
 * - `from-2026-10-21`: for callers that name this `anthropic-version` or a later one
 */
export type When = 'always' | 'reasoning' | 'in-chat' | 'in-chat-reasoning' | 'above-one' | 'from-2026-10-21'

/**
 * Parameters under the provider's own names. `thinking:disabled` means only that value (of its `type`, where it is an object),
 * `temperature+top_p` both at once, and `messages:prefill` a last message from the assistant.
 */
export type Rules = Readonly<Record<string, When>>

export interface Model {
  readonly id: string
  readonly provider: ProviderId
  /** What people call it. */
  readonly name: string
  /** `chat` generates text, `embedding` turns text into numbers. */
  readonly kind: 'chat' | 'embedding'
  /** Where it stands in its provider's price list today; most models have no tier. */
  readonly tier?: Tier
  /** The dated id the API echoes instead of the one asked for, where it has one; it is understood in requests too. */
  readonly snapshot?: string
  /** Other names the API understands and echoes as they came. */
  readonly aliases?: readonly string[]
  /** Tokens of input and output together. */
  readonly contextWindow: number
  /** Most tokens in one answer. */
  readonly maxOutput: number
  /** Models with a choice of efforts: those they know. `default`, at Groq, is to think as much as the model likes. */
  readonly efforts?: readonly (Effort | 'default')[]
  /** The effort used when none is asked for; absent where that is `default`. */
  readonly defaultEffort?: Effort
  /** Numbers in one embedding; embedding models only. */
  readonly dimensions?: number
  /** Parameters that are answered with an error. */
  readonly refuses?: Rules
  /** Parameters that are taken and change nothing. */
  readonly ignores?: Rules
  /** In force on the catalogue's day. */
  readonly price: Price
  /** Announced changes of the price, earliest first, each with its first day (ISO date). */
  readonly laterPrices?: readonly { readonly from: string; readonly price: Price }[]
  /** The day these figures were true, ISO date, by `source`. */
  readonly checked: string
  readonly source: string
  /** The model's first day, ISO date; a host may have begun to serve it later. */
  readonly released: string
  /** Day of shut-down, ISO date: from then on the API answers as `afterwards` says. */
  readonly retires?: string
  /** What a request for it gets from `retires` on: the provider's error, or silently another model's answer. */
  readonly afterwards?: 'gone' | { readonly routedTo: string }
}

/** What one line of a provider's table says; the rest stands once, above the table. */
export type Line = Omit<Model, 'provider' | 'checked' | 'source'>

/**
 * The models of one provider.
 *
 * @param provider whose models they are
 * @param checked the day the table was last true, ISO date
 * @param source where to look it up again
 */
export function table(provider: ProviderId, checked: string, source: string, lines: readonly Line[]): readonly Model[] {
  return lines.map((line) => ({ ...line, provider, checked, source, ...(line.retires && { afterwards: fate(line) }) }))
}

function fate(line: Line): Model['afterwards'] {
  return line.afterwards ?? 'gone'
}

/** The same lines with the day on which all of these models were shut down. */
export function gone(retires: string, lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => ({ ...line, retires }))
}

/** A price, as price lists print it: US dollars per million tokens of input, output, cached input and cache writes. */
export function usd(input: number, output: number, cachedInput?: number, cacheWrite?: number): Price {
  return {
    input,
    output,
    ...(cachedInput !== undefined && { cachedInput }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  }
}

/** A price that rises for the whole request when the prompt is longer than `above` tokens. */
export function usdByLength(short: Price, above: number, long: Price): Price {
  return { ...short, longPrompt: { above, ...long } }
}
