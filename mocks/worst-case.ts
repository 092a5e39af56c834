import { asOf, isRetired, models, priceOn } from '@workbook/kit'
import type { Model, Price } from '@workbook/kit'
import { modelOf } from './cost.ts'
import { localServers } from './destinations.ts'
import { nearest } from './nearest.ts'

/** A request, as far as its price depends on it. */
export interface Call {
  readonly provider: string
  readonly method: string
  /** At the provider's own address. */
  readonly url: string
  readonly body: string
}

/** The most a call can cost, or why nobody can tell. */
export type WorstCase =
  | { readonly most: number; readonly model?: Model; readonly input: number }
  | { readonly problem: string }

const nothing: WorstCase = { most: 0, input: 0 }

/** Requests that are sent with a body and cost nothing. */
const free =
  /(\/count_tokens|:countTokens|\/input_tokens|\/moderations|\/files|\/uploads|\/cancel|:cancel|\/tokenize|\/detokenize)(\/|\?|$)/

/** What is paid by other measures than tokens of one answer. */
const unpriced =
  /\/(batches|fine_tuning|images|audio|videos|realtime|fine-tunes|tunedModels|containers|vector_stores|evals|graders)(\/|\?|$)|:(batch|asyncBatch|predict)/

/** Tokenizers differ: no other has been seen to make half as many again of the same text as OpenAI's. */
const otherTokenizers = 1.5

/** What a provider adds around the messages, and at most for a picture it fetches itself; in tokens. */
const around = 50
const fetched = 6_000

/** Being served before others costs up to so many times as much. */
const priority = 2.5

/**
 * The most a call can cost by the catalogue: its input, counted, and output up to its limit. Where the prices of the model are to
 * change, the highest.
 *
 * @param call what is to be sent
 * @param earlier tokens of an answer that this call goes on from, by its id; undefined where that is not known
 * @returns US dollars, and the input in tokens; or a reason why it cannot be told and what to do, as the end of a sentence
 */
export async function worstCaseOf(
  { provider, method, url, body }: Call,
  earlier: (id: string) => number | undefined = () => undefined,
): Promise<WorstCase> {
  if (!/^(POST|PUT)$/.test(method) || Object.hasOwn(localServers, provider)) return nothing
  const { pathname } = new URL(url)
  if (free.test(pathname)) return nothing
  if (unpriced.test(pathname) || body.startsWith('--')) return { problem: unpricedPath(pathname) }
  const fields = parse(body)
  // A request that no API can read is answered with an error, which costs nothing.
  if (!fields) return nothing
  const id = textIn(fields.model) ?? /\/(?:models|deployments)\/([^/:]+)/.exec(pathname)?.[1]
  if (id === undefined)
    return fields.prompt || fields.agent ? { problem: 'it does not name its model; name one in the request' } : nothing
  const name = decodeURIComponent(id).replace(/^models\//, '')
  const model = modelOf(name, provider)
  if (!model) return { problem: unpricedModel(name, provider) }
  const tool = ownTool(fields)
  if (tool)
    return { problem: `the catalogue has no price for the provider's own tool ${tool}; leave it out of the request` }

  const { countTokens } = await import('./engine/tokens.ts')
  const counted = countTokens(body) * (provider === 'openai' || provider === 'azure' ? 1 : otherTokenizers)
  const pictures = body.match(/"(image_url|file_url|file_data|fileUri|file_uri|file_id)"|"type":\s*"url"/g)?.length ?? 0
  const previous = textIn(fields.previous_response_id) ?? textIn(fields.previous_interaction_id)
  const stored = fields.conversation ?? fields.cachedContent ?? fields.prompt_id
  const before = stored ? model.contextWindow : previous === undefined ? 0 : (earlier(previous) ?? model.contextWindow)
  const input = Math.min(Math.ceil(counted) + around + pictures * fetched + before, Math.max(model.contextWindow, 1))

  const price = dearest(model, input)
  const written = /"cache_control"/.test(body) ? Math.max(price.input * 2, price.cacheWrite ?? 0) : 0
  const perInput = Math.max(price.input, price.cacheWrite ?? 0, written)
  const output = model.kind === 'embedding' ? 0 : outputLimit(fields, model) * answers(fields)
  const factor = fields.service_tier === 'priority' || fields.speed === 'fast' ? priority : 1
  return { most: ((input * perInput + output * price.output) / 1e6) * factor, model, input }
}

function unpricedPath(path: string): string {
  return `nobody knows beforehand what a call to ${path} costs; leave it out, or run without --live`
}

/** Says of a model without price what was meant, or where its price can be written. */
function unpricedModel(name: string, provider: string): string {
  const own = models.filter((model) => model.provider === provider)
  const meant = nearest(
    name,
    own.filter((model) => !isRetired(model)).map(({ id }) => id),
    2,
  )
  const file = `kit/src/models/${files[provider] ?? 'hosts'}.ts`
  return (
    `the catalogue has no price for ${JSON.stringify(name)}; ` +
    (meant === undefined
      ? `take a model that npm run catalogue ${provider} lists, or add this one to ${file}`
      : `did you mean ${meant}? If not, add it to ${file}`)
  )
}

/** In which file of the catalogue a provider's models are, where it has one for itself. */
const files: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  gemini: 'gemini',
  groq: 'groq',
  azure: 'azure',
}

/** Most tokens of one answer, whatever the API calls its limit. */
function outputLimit(fields: Fields, model: Model): number {
  const { generationConfig, generation_config: interaction } = fields
  const gemini = isObject(generationConfig) ? generationConfig.maxOutputTokens : undefined
  const ofInteraction = isObject(interaction) ? interaction.max_output_tokens : undefined
  const given = [fields.max_completion_tokens, fields.max_tokens, fields.max_output_tokens, gemini, ofInteraction]
  const limits = given.filter((limit): limit is number => typeof limit === 'number' && limit > 0)
  // Of two limits a provider may look at one alone.
  return Math.min(limits.length ? Math.max(...limits) : Infinity, model.maxOutput)
}

function answers({ n, best_of: bestOf, generationConfig }: Fields): number {
  const candidates = isObject(generationConfig) ? generationConfig.candidateCount : undefined
  return Math.max(1, ...[n, bestOf, candidates].filter((count): count is number => typeof count === 'number'))
}

/** A tool that runs at the provider and has a price of its own: its name. */
function ownTool({ tools, plugins }: Fields): string | undefined {
  if (Array.isArray(plugins) && plugins.length) return 'plugins'
  if (!Array.isArray(tools)) return undefined
  for (const tool of tools as unknown[]) {
    if (!isObject(tool)) continue
    const type = textIn(tool.type)
    if (type !== undefined && !/^(function|custom)$/.test(type)) return type
    const gemini = Object.keys(tool).find(
      (name) => /^(google|code|url|file|computer)/i.test(name) && isObject(tool[name]),
    )
    if (type === undefined && gemini) return gemini
  }
  return undefined
}

/** The highest of the prices a model has or is announced to have, and of those of the model that may answer in its place. */
function dearest(model: Model, input: number): Pick<Price, 'input' | 'output' | 'cacheWrite'> {
  const { afterwards } = model
  const heir = typeof afterwards === 'object' ? modelOf(afterwards.routedTo, model.provider) : undefined
  const pricesOf = (each: Model) => [priceOn(each, asOf), ...(each.laterPrices ?? []).map(({ price }) => price)]
  const all = [model, heir]
    .flatMap((each) => (each ? pricesOf(each) : []))
    .map((price) => (price.longPrompt && input > price.longPrompt.above ? price.longPrompt : price))
  return {
    input: Math.max(...all.map((price) => price.input)),
    output: Math.max(...all.map((price) => price.output)),
    cacheWrite: Math.max(...all.map((price) => price.cacheWrite ?? 0)),
  }
}

type Fields = Readonly<Record<string, unknown>>

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
