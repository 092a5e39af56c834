import { findModel } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { hasCome } from '../../world.ts'
import type { Call } from './call.ts'
import { conversationProblem } from './conversation-rules.ts'
import { invalid, unknownModel } from './errors.ts'
import type { Problem } from './errors.ts'
import { schemaProblem } from './json-schema-rules.ts'
import { betaFields, countFields, messageFields, samplingFields } from './message-fields.ts'
import { modelProblem } from './model-rules.ts'
import type { Countable, MessageRequest } from './request.ts'
import { blocksOf } from './request.ts'
import type { Fields } from './shape.ts'
import { object } from './shape.ts'
import { inputTokens, partsOf } from './token-count.ts'

/** A request that may be answered, or what is wrong with it. */
export type Checked = { readonly request: MessageRequest; readonly model: Model } | { readonly problem: Problem }

type Sender = Pick<Call, 'version' | 'beta'>

/** Looks a body for POST /v1/messages over, in the order in which the API does. */
export function checkMessage(body: unknown, sender: Sender): Checked {
  const checked = check(body, messageFields, sender)
  if ('problem' in checked) return checked
  const { request, model } = checked
  if (request.stop_sequences?.some((stop) => stop.trim() === '')) {
    return { problem: invalid('stop_sequences: each stop sequence must contain non-whitespace') }
  }
  const size = inputTokens(model, request)
  return size > model.contextWindow
    ? { problem: invalid(`prompt is too long: ${size} tokens > ${model.contextWindow} maximum`) }
    : checked
}

/** The same for POST /v1/messages/count_tokens, where nothing limits the answer. */
export function checkCount(body: unknown, sender: Sender): Checked {
  return check(body, countFields, sender)
}

function check(body: unknown, known: Fields, { version, beta }: Sender): Checked {
  const fields = { ...known, ...(version !== '2026-10-21' && samplingFields), ...(beta && betaFields) }
  const misshapen = object(fields)(body, '')
  if (misshapen) return { problem: invalid(misshapen) }
  // Sound in shape, so from here on it may be called what it looks like.
  const asked = body as Countable & { max_tokens?: number }
  const misfit =
    conversationProblem(asked.messages, version) ?? systemProblem(asked) ?? toolProblem(asked) ?? cacheProblem(asked)
  if (misfit) return { problem: invalid(misfit) }

  const model = servedModel(asked.model)
  if (!model) return { problem: unknownModel(asked.model) }
  const request = { max_tokens: model.maxOutput, ...asked }
  const refusal = modelProblem(request, model, version)
  return refusal ? { problem: invalid(refusal) } : { request, model }
}

/** The model of an id, or of the id it stands for; undefined when nobody serves it any more, or ever did. */
export function servedModel(id: string): Model | undefined {
  const model = findModel(id, 'anthropic')
  return !model || (model.retires && hasCome(model.retires)) ? undefined : model
}

function systemProblem({ system }: Countable): string | undefined {
  if (typeof system === 'string') return undefined
  return blocksOf(system).some(({ text }) => text === '') ? 'system: text content blocks must be non-empty' : undefined
}

function toolProblem({ tools = [], tool_choice: choice, output_config: config }: Countable): string | undefined {
  const names = tools.flatMap((tool) => ('name' in tool ? [tool.name] : []))
  if (new Set(names).size < names.length) return 'tools: Tool names must be unique.'
  if (choice && choice.type !== 'none' && !tools.length) {
    return 'tool_choice: tool_choice may only be specified while providing tools'
  }
  if (choice?.type === 'tool' && !names.some((name) => name === choice.name)) {
    return `Tool '${choice.name}' not found in provided tools`
  }
  for (const [index, tool] of tools.entries()) {
    const isStrict = 'input_schema' in tool && tool.strict
    const problem = isStrict && schemaProblem(tool.input_schema, `tools.${index}.custom.input_schema`)
    if (problem) return problem
  }
  return schemaProblem(config?.format?.schema, 'output_config.format.schema')
}

function cacheProblem(request: Countable): string | undefined {
  const marks = partsOf(request).flatMap(({ keep }) => keep ?? [])
  if (marks.length > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`
  return marks.lastIndexOf('1h') > marks.indexOf('5m') && marks.includes('5m')
    ? "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. " +
        'Note that blocks are processed in the following order: `tools`, `system`, `messages`.'
    : undefined
}
