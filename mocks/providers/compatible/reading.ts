import { findModel, isRetired } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import type { Turn } from '../../engine/engine.ts'
import { chatTurns, inputTokens } from '../turns.ts'
import { toolFields } from './chat-fields.ts'
import { complaintsAbout } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import type { Dialect } from './dialect.ts'
import type { Body } from './json.ts'
import type { Problem } from './problem.ts'
import { limitOf } from './request.ts'
import type { ChatRequest } from './request.ts'

/** A request that may be answered. */
export interface Readable {
  readonly request: ChatRequest
  readonly model: Model
  readonly turns: readonly Turn[]
  readonly promptTokens: number
  readonly effort: string | undefined
  readonly limit: number | undefined
}

/** Reads the body of a chat request, or tells what is wrong with it. */
export function readChatRequest(body: Body, dialect: Dialect): Readable | Problem {
  const { request: rules, problems } = dialect
  const wrong = rules.check?.(body)
  if (wrong) return wrong
  const complaints = [...complaintsAbout(body, rules.chat, rules.strict), ...aboutMessages(body, dialect)]
  if (complaints.length) return problems.complain(complaints.slice(0, mostComplaints))
  const request = heeded(body, dialect) as unknown as ChatRequest
  const model = modelOf(request.model, dialect)
  if ('message' in model) return model
  if (model.kind !== 'chat') return problems.wrongKind(request.model)
  const refused = refusedParameter(body, model, dialect) ?? badEffort(request, model, dialect)
  if (refused) return refused

  const turns = chatTurns(request.messages)
  const promptTokens = rules.promptTokens?.(model, turns, request) ?? inputTokens(model, turns) + toolTokens(request)
  const limit = rules.limit ? rules.limit(request) : limitOf(request)
  return (
    rules.combination?.(request, model) ??
    tooLong(model, promptTokens, limit, dialect) ?? {
      request,
      model,
      turns,
      promptTokens,
      effort: effortOf(request, model, dialect),
      limit,
    }
  )
}

/** Nobody reads more of what is wrong with a request. */
const mostComplaints = 100

/** The fields that the host knows; what it only lets pass changes nothing. */
function heeded(body: Body, { request }: Dialect): Body {
  if (request.check) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(request.chat, name)))
}

/** The model of a request, or why it has none. */
export function modelOf(name: string, { provider, request, problems }: Dialect): Model | Problem {
  const model = request.findModel?.(name) ?? findModel(name, provider)
  if (!model) return problems.unknownModel(name)
  return isRetired(model) ? (problems.retiredModel ?? problems.unknownModel)(name) : model
}

function aboutMessages({ messages, tools }: Body, { request: { message, strict } }: Dialect): Complaint[] {
  const list = (value: unknown) =>
    (Array.isArray(value) ? value : []).filter((item) => typeof item === 'object' && item)
  return [
    ...list(messages).flatMap((item: Body, at) => {
      const path = ['messages', at]
      const found = complaintsAbout(item, message, strict, path)
      const isBare = item.content == null && item.role !== 'assistant'
      const bare = { kind: 'missing' as const, path: [...path, 'content'], value: item }
      return (isBare && !found.length ? [bare] : found).map((complaint) => ({ ...complaint, message: item }))
    }),
    ...list(tools).flatMap((tool: Body, at) => complaintsAbout(tool, toolFields, false, ['tools', at])),
  ]
}

/** The first parameter that the model refuses, in the order of its rules. */
function refusedParameter(body: Body, model: Model, { problems }: Dialect): Problem | undefined {
  for (const [parameter, when] of Object.entries(model.refuses ?? {})) {
    const value = body[parameter]
    if (value == null || value === false) continue
    const holds = when === 'always' || (when === 'above-one' && Number(value) > 1)
    if (holds && !isEmpty(value)) return problems.refused(parameter, value, model)
  }
  return undefined
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function badEffort(request: ChatRequest, model: Model, { problems }: Dialect): Problem | undefined {
  const asked = request.reasoning_effort
  if (asked == null || !problems.badEffort) return undefined
  return (model.efforts as readonly string[] | undefined)?.includes(asked)
    ? undefined
    : problems.badEffort(asked, model)
}

function effortOf(request: ChatRequest, model: Model, { request: rules }: Dialect): string | undefined {
  if (rules.effort) return rules.effort(request, model)
  if (!model.efforts) return undefined
  const effort = request.reasoning_effort ?? model.defaultEffort ?? 'medium'
  return effort === 'default' ? 'medium' : effort
}

function tooLong(
  model: Model,
  prompt: number,
  limit: number | undefined,
  { request: rules, problems }: Dialect,
): Problem | undefined {
  const answer = rules.window === 'prompt and answer' ? (limit ?? 0) : 0
  return prompt + answer > model.contextWindow ? problems.tooLong(model, prompt, limit ?? 0) : undefined
}

/** What the descriptions of tools add to a prompt: an estimate, for no host says how it writes them into it. */
export function toolTokens({ tools }: ChatRequest): number {
  return (tools ?? []).reduce((sum, tool) => sum + countTokens(JSON.stringify(tool.function ?? {})) + 8, 0)
}
