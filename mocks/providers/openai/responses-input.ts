import type { ResponseInputItem } from 'openai/resources/responses/responses'
import type { Turn } from '../../engine/engine.ts'
import type { Problem } from './errors.ts'
import { bad, missing, notOneOf, valueProblem } from './fields.ts'
import { contentField, inputParts, inputRoles } from './responses-fields.ts'
import { storedItems, storedResponses } from './stored-responses.ts'
import { callTokens, chatTurns, textOf } from '../turns.ts'
import type { Message } from '../turns.ts'

export type Input = string | readonly ResponseInputItem[]

type Item = Readonly<Record<string, unknown>>

/** What is wrong with the items of an input. */
export function inputProblem(input: unknown): Problem | undefined {
  if (!Array.isArray(input)) return undefined
  for (const [i, item] of (input as Item[]).entries()) {
    const name = `input[${i}]`
    if (item.type === 'function_call_output') {
      if (item.output == null) return missing(`${name}.output`)
      const wrong = valueProblem(item.output, contentField, `${name}.output`)
      if (wrong) return wrong
    }
    if (item.type === 'function_call_output' && item.call_id == null) return missing(`${name}.call_id`)
    if (item.type === 'function_call') {
      for (const key of ['call_id', 'name', 'arguments']) if (item[key] == null) return missing(`${name}.${key}`)
    }
    if (!isMessage(item)) continue
    if (typeof item.role !== 'string') return missing(`${name}.role`)
    if (!inputRoles.includes(item.role)) return notOneOf(item.role, inputRoles, `${name}.role`)
    if (item.content == null) return missing(`${name}.content`)
    const wrong = valueProblem(item.content, contentField, `${name}.content`)
    if (wrong) return wrong
    for (const [j, part] of (Array.isArray(item.content) ? (item.content as Item[]) : []).entries()) {
      const type = part?.type
      if (typeof type !== 'string') return missing(`${name}.content[${j}].type`)
      if (!inputParts.includes(type)) return notOneOf(type, inputParts, `${name}.content[${j}].type`)
    }
  }
  return undefined
}

/** What is wrong with the response a request continues. */
export function previousProblem(id: unknown, key: string): Problem | undefined {
  if (typeof id !== 'string') return undefined
  const param = 'previous_response_id'
  if (!id.startsWith('resp')) {
    return bad(`Invalid '${param}': '${id}'. Expected an ID that begins with 'resp'.`, param, 'invalid_value')
  }
  if (storedResponses.find(id, key)) return undefined
  return bad(`Previous response with id '${id}' not found.`, param, 'previous_response_not_found')
}

/** Whether every result answers a call, and every call has its result. */
export function outputsProblem(
  { input, previous_response_id: previous }: { readonly input?: unknown; readonly previous_response_id?: unknown },
  key: string,
): Problem | undefined {
  const items = Array.isArray(input) ? (input as Item[]) : []
  const before = typeof previous === 'string' ? (storedResponses.find(previous, key)?.response.output ?? []) : []
  const called = [...(before as readonly Item[]), ...items].filter(({ type }) => type === 'function_call')
  const outputs = items.filter(({ type }) => type === 'function_call_output')
  const stray = outputs.find((output) => !called.some((call) => call.call_id === output.call_id))
  if (stray) {
    return bad(`No tool call found for function call output with call_id ${String(stray.call_id)}.`, 'input', null)
  }
  const open = called.find((call) => !outputs.some((output) => output.call_id === call.call_id))
  return open && bad(`No tool output found for function call ${String(open.call_id)}.`, 'input', null)
}

/**
 * Whether items that OpenAI remembers come back with the thoughts they came with, and thoughts with what followed them. Items without
 * their `id` are new ones. The wording is that of reports by users, from August 2025 to July 2026.
 */
export function thoughtsProblem(
  { input, previous_response_id: previous }: { readonly input?: unknown; readonly previous_response_id?: unknown },
  key: string,
): Problem | undefined {
  if (!Array.isArray(input) || typeof previous === 'string') return undefined
  const items = input as Item[]
  for (const [i, { id, type }] of items.entries()) {
    const output = typeof id === 'string' ? storedItems.find(id, key)?.output : undefined
    if (!output) continue
    const at = output.findIndex((item) => item.id === id)
    const isMissed = ({ id }: { id?: unknown }) => !items.slice(0, i).some((item) => item.id === id)
    const thought = output.slice(0, at).find((item) => item.type === 'reasoning' && isMissed(item))
    const said = `Item '${String(id)}' of type '${String(type)}' was provided without its required`
    if (thought) return bad(`${said} 'reasoning' item: '${thought.id}'.`, 'input', null)
    const next = items[i + 1] ?? {}
    const follows = isMessage(next) ? next.role === 'assistant' && 'message' : next.type
    const isFollowed = output.slice(at + 1).some((item) => item.type === follows)
    if (type === 'reasoning' && !isFollowed) return bad(`${said} following item.`, 'input', null)
  }
  return undefined
}

/** The tokens of the calls that stand in an input. */
export function inputCallTokens(input: unknown): number {
  const calls = (Array.isArray(input) ? (input as Item[]) : []).filter(({ type }) => type === 'function_call')
  return callTokens(calls.map((call) => ({ role: 'assistant', tool_calls: [{ function: call }] })))
}

/** The items of an input; a string is a user's message. */
export function itemsOf(input: Input): readonly ResponseInputItem[] {
  return typeof input === 'string' ? [{ type: 'message', role: 'user', content: input }] : input
}

/** The conversation in an input. Of tool calls only the results are text. */
export function inputTurns(input: Input): Turn[] {
  return itemsOf(input).flatMap((item): Turn[] => {
    if (isMessage(item as unknown as Item)) return chatTurns([item as unknown as Message])
    if (item.type === 'function_call_output') return [{ role: 'tool', text: textOf(item.output as Message['content']) }]
    return []
  })
}

/**
 * All that the model reads: the instructions, what the continued response was about, and the new input.
 * Instructions are those of this request only; they are not carried over.
 */
export function conversation(
  request: { instructions?: unknown; previous_response_id?: string | null; input?: unknown },
  key: string,
): Turn[] {
  const { instructions, previous_response_id: previous, input } = request
  return [
    ...(typeof instructions === 'string' && instructions ? [{ role: 'system', text: instructions } as const] : []),
    ...(previous ? (storedResponses.find(previous, key)?.turns ?? []) : []),
    ...inputTurns((input ?? []) as Input),
  ]
}

function isMessage(item: Item): boolean {
  return item.type === 'message' || (item.type === undefined && item.role !== undefined)
}
