import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { Block, Countable } from './request.ts'
import { blocksOf } from './request.ts'
import { textOf } from './turns.ts'

/** A part of a prompt that the cache can end at, in the order the model reads them: tools, system, messages. */
export interface Part {
  /** All there is to the part, as text: two parts that differ in anything differ here. */
  readonly content: string
  /** Of this part alone, as o200k_base counts them. */
  readonly size: number
  /** How long the prefix that ends here is to be cached; absent when it is not marked. */
  readonly keep?: '5m' | '1h'
}

/** Read before the first message, and around each one. Measured: a question of 13 tokens is charged as 20. */
const opening = 3
const perMessage = 4

/** Written around an answer that ended by itself. Measured: an answer of one token is charged as five. */
const closing = 4

/** The prompt that makes a model use tools, as the documentation tells its size for Claude 4. */
const toolPrompt = { auto: 346, none: 346, any: 313, tool: 313 } as const

/** What is not text is charged by its size on the screen, which is not looked at here: a picture of about a megapixel. */
const picture = 1568

/**
 * Tokens as Claude counts them, of tokens as o200k_base counts them. Claude's tokenizer is not public; that the newer
 * models count about 30 % more for the same text is documented. This is the only place that knows.
 */
export function claudeTokens(model: Model, o200k: number): number {
  return Math.ceil(o200k * capabilitiesOf(model).tokenFactor)
}

/** How many tokens of o200k_base fit into so many of Claude's; where anything fits, one does. */
export function engineTokens(model: Model, tokens: number): number {
  return tokens > 0 ? Math.max(1, Math.floor(tokens / capabilitiesOf(model).tokenFactor)) : 0
}

/** The tokens of an answer, of which a limit may have cut the end. */
export function answerTokens(model: Model, o200k: number, limit: number, isCut: boolean): number {
  return isCut ? limit : Math.min(limit, claudeTokens(model, o200k) + closing)
}

/** Long prompts take long to count, so each request is taken apart once. */
const known = new WeakMap<Countable['messages'], readonly Part[]>()

/** The parts of a prompt, in the order in which they are read and cached. */
export function partsOf(request: Countable): readonly Part[] {
  const parts = known.get(request.messages) ?? takeApart(request)
  known.set(request.messages, parts)
  return parts
}

function takeApart(request: Countable): Part[] {
  const parts: Part[] = []
  const add = (content: unknown, size: number, mark?: { ttl?: '5m' | '1h' } | null) =>
    parts.push({ content: JSON.stringify(content), size, ...(mark && { keep: mark.ttl ?? '5m' }) })
  const choice = request.tool_choice?.type ?? 'auto'
  for (const [index, tool] of (request.tools ?? []).entries()) {
    const { cache_control: mark, ...rest } = tool
    add(rest, countTokens(JSON.stringify(rest)) + (index ? 0 : toolPrompt[choice]), mark)
  }
  for (const block of blocksOf(request.system)) {
    add(['system', block.text], countTokens(block.text), 'cache_control' in block ? block.cache_control : undefined)
  }
  for (const { role, content } of request.messages) {
    for (const [index, block] of blocksOf<Block>(content).entries()) {
      const { cache_control: mark, ...rest } = block as Block & { cache_control?: { ttl?: '5m' | '1h' } | null }
      add([role, rest], sizeOf(block) + (index ? 0 : perMessage), mark)
    }
  }
  const last = parts.at(-1)
  // Marked at the top level, a request is cached as far as it goes.
  if (request.cache_control && last) parts[parts.length - 1] = { ...last, keep: request.cache_control.ttl ?? '5m' }
  return parts
}

/** The tokens of a prompt up to and including each of its parts. */
export function runningTotal(model: Model, parts: readonly Part[]): number[] {
  let sum = opening
  return parts.map(({ size }) => claudeTokens(model, (sum += size)))
}

/** All tokens of a prompt. */
export function inputTokens(model: Model, request: Countable): number {
  return runningTotal(model, partsOf(request)).at(-1) ?? claudeTokens(model, opening)
}

function sizeOf(block: Block): number {
  if (block.type === 'image') return picture
  if (block.type === 'tool_use') return countTokens(block.name + JSON.stringify(block.input))
  const pictures = block.type === 'tool_result' ? blocksOf(block.content).filter(({ type }) => type === 'image') : []
  return countTokens(textOf(block)) + pictures.length * picture
}
