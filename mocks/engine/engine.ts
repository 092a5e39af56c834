import { answerInJson, asksForJson } from './json/answer.ts'
import { reply } from './reply.ts'
import { type Choice, candidates, randomNumbers } from './sampling.ts'
import { focusOn, startWriting } from './model.ts'
import { reasoningTokens } from './reasoning.ts'
import { inStyle } from './style.ts'
import { END, bytesOf, encode, textOf, textReader } from './tokens.ts'
import { writeCalls } from './tool-calls.ts'
import { planCalls, type Tool } from './tools.ts'

export { countTokens } from './tokens.ts'

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
  /** Only the k most probable tokens stay; 0 or less means all. */
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
  /** How many words to make: 'low' is the first sentence alone. It has read nothing longer than its 'medium' answers. */
  readonly verbosity?: 'low' | 'medium' | 'high'
  /** How many alternatives to report for each token, 0–20. Default 0. */
  readonly topLogprobs?: number
  /** What the model may call. */
  readonly tools?: readonly Tool[]
  /** Whether it may, must or must not call a tool, or which one it must. Default 'auto'. */
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string }
  /** Whether one answer may hold several calls. Default true. */
  readonly parallelTools?: boolean
  /** JSON schema the answer must satisfy. */
  readonly schema?: object
  /** Makes it call a tool with arguments, or answer in JSON, that do not fit their schema; not when it was told so. */
  readonly badArguments?: boolean
}

/** A tool the model wants to be called. */
export interface ToolCall {
  readonly name: string
  /** JSON; cut off where the limit was reached. */
  readonly arguments: string
  /** The same in the pieces a stream would bring it in. */
  readonly pieces: readonly string[]
}

export interface TokenProbability {
  readonly text: string
  /** UTF-8; a token may hold only part of a character. */
  readonly bytes: readonly number[]
  /** Natural logarithm of the probability, at the temperature asked for (at temperature 0: of temperature 1). */
  readonly logprob: number
}

export interface Answer {
  /** The whole text, cut at a stop sequence or at the limit. */
  readonly text: string
  /** The text in the pieces a stream would bring it in, one token each; joined they are `text`. */
  readonly pieces: readonly string[]
  /** One entry for each visible token. `top` is empty unless `topLogprobs` was given. */
  readonly logprobs: readonly (TokenProbability & { readonly top: readonly TokenProbability[] })[]
  /** Why it ended. */
  readonly finish: 'stop' | 'length' | 'stop sequence'
  /** The stop sequence that was met, when one was. */
  readonly stopSequence?: string
  /** Tokens generated and visible. */
  readonly visibleTokens: number
  /** Tokens spent thinking, never shown. */
  readonly reasoningTokens: number
  /** The tools it wants called; then `text` is empty. */
  readonly toolCalls?: readonly ToolCall[]
}

/** The longest answer the model writes when nobody limits it, in tokens. */
const LONGEST_ANSWER = 4096

/** The same for JSON that a schema asks for. */
const LONGEST_JSON = 16_384

/**
 * Lets the simulated model answer.
 * @param prompt the conversation and the settings; anything goes, nothing throws
 * @returns the answer; the same prompt with the same seed always gives the same one
 */
export function generate(prompt: Prompt): Answer {
  const limit = Math.max(0, prompt.maxTokens ?? Infinity)
  const thought = Math.min(limit, reasoningTokens(prompt))
  const plan = prompt.tools?.length || prompt.turns.at(-1)?.role === 'tool' ? planCalls(prompt) : undefined
  if (plan && plan.calls.length > 0)
    return { ...writeCalls(plan.calls, prompt, limit - thought), reasoningTokens: thought }
  const json = prompt.schema || asksForJson(prompt.turns) ? answerInJson(prompt) : undefined
  const texts = json === undefined ? inLength(plan?.texts ?? reply(prompt.turns), prompt.verbosity) : [json]
  const sampling = {
    temperature: prompt.temperature ?? 1,
    topP: prompt.topP ?? 1,
    topK: prompt.topK !== undefined && prompt.topK > 0 ? prompt.topK : Infinity,
    frequencyPenalty: prompt.frequencyPenalty ?? 0,
    presencePenalty: prompt.presencePenalty ?? 0,
    logitBias: new Map(Object.entries(prompt.logitBias ?? {}).map(([id, bias]) => [Number(id), bias])),
  }
  const room = Math.min(limit - thought, json === undefined ? LONGEST_ANSWER : LONGEST_JSON)
  const stops = (prompt.stop ?? []).filter((stop) => stop !== '')
  const random = randomNumbers(prompt.seed)
  const writer = startWriting(focusOn(texts))
  // JSON is written under the guidance of its grammar: whatever else is probable, only what keeps it valid is taken.
  const guided = json === undefined ? undefined : [...encode(json), END]
  const reader = textReader()
  const counts = new Map<number, number>()
  const steps: Step[] = []
  let text = ''
  let met: { stop: string; at: number } | undefined
  let finish: Answer['finish'] = 'length'
  while (steps.length < room) {
    const options = candidates(writer.next(), counts, sampling)
    const choice = guided ? options.take(guided[steps.length] ?? END) : options.draw(random)
    if (choice.token === END) {
      finish = 'stop'
      break
    }
    steps.push({ choice, top: options.top(prompt.topLogprobs ?? 0), from: text.length })
    text += reader.read(choice.token)
    met = firstStop(text, steps.at(-1)?.from ?? 0, stops)
    if (met) {
      finish = 'stop sequence'
      break
    }
    counts.set(choice.token, (counts.get(choice.token) ?? 0) + 1)
    writer.write(choice.token)
  }

  const end = met ? met.at : text.length
  const visible = met ? steps.filter((step) => step.from < end) : steps
  return {
    text: text.slice(0, end),
    pieces: visible
      .map((step, index) => text.slice(step.from, Math.min(end, visible[index + 1]?.from ?? end)))
      .filter((piece) => piece !== ''),
    logprobs: visible.map(({ choice, top }) => ({ ...probability(choice), top: top.map(probability) })),
    finish,
    ...(met ? { stopSequence: met.stop } : {}),
    visibleTokens: visible.length,
    reasoningTokens: thought,
  }
}

/** What to say, in fewer words where that is asked for; a program is said whole. */
function inLength(texts: readonly string[], verbosity: Prompt['verbosity']): readonly string[] {
  if (verbosity !== 'low' || texts.some((text) => text.includes('```'))) return texts
  return inStyle(texts, { sentences: 1, pirate: false })
}

interface Step {
  readonly choice: Choice
  readonly top: readonly Choice[]
  /** How long the text was before this token. */
  readonly from: number
}

/** The stop sequence that begins first in a text of which all but the part from `from` on has been searched before. */
function firstStop(text: string, from: number, stops: readonly string[]): { stop: string; at: number } | undefined {
  let first: { stop: string; at: number } | undefined
  for (const stop of stops) {
    const at = text.indexOf(stop, Math.max(0, from - stop.length + 1))
    if (at !== -1 && (!first || at < first.at)) first = { stop, at }
  }
  return first
}

function probability({ token, logprob }: Choice): TokenProbability {
  return { text: token === END ? '<|end|>' : textOf(token), bytes: bytesOf(token), logprob }
}
