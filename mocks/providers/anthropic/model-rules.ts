import type { Model } from '@workbook/kit'
import type { Version } from './call.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { Countable, MessageRequest } from './request.ts'

const useAdaptive = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'

/** A rule about what a model takes; returns what is wrong. */
type ModelRule = (
  request: Countable & Pick<MessageRequest, 'max_tokens'>,
  model: Model,
  version: Version,
) => string | undefined

/** The type of thinking that was asked for must be one the model has. */
const thinkingType: ModelRule = ({ thinking }, model) => {
  const { thinking: types } = capabilitiesOf(model)
  if (!thinking || types.includes(thinking.type)) return undefined
  const refusal = `"thinking.type.${thinking.type}" is not supported for this model.`
  if (thinking.type === 'between_tools') return refusal
  if (thinking.type === 'adaptive') return 'adaptive thinking is not supported on this model'
  const lowest = thinking.type === 'disabled' && types.includes('between_tools')
  return lowest
    ? `${refusal} Use "thinking.type.between_tools" for the lowest thinking setting, or ${useAdaptive.slice('Use '.length)}`
    : `${refusal} ${useAdaptive}`
}

/** Thinking counts towards max_tokens, so it must leave room for the answer. */
const budget: ModelRule = ({ thinking, max_tokens: limit }) =>
  thinking?.type === 'enabled' && thinking.budget_tokens >= limit
    ? '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at ' +
      'https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size'
    : undefined

const effort: ModelRule = ({ output_config: config, thinking }, model) => {
  const asked = config?.effort
  if (!asked) return undefined
  if (!model.efforts) return 'This model does not support the effort parameter.'
  if (!model.efforts.includes(asked)) {
    const levels = [...model.efforts].sort().join(', ')
    return `This model does not support effort level '${asked}'. Supported levels: ${levels}.`
  }
  // From the fifth generation on, the highest efforts need thinking.
  const off = thinking?.type === 'disabled' || thinking?.type === 'between_tools'
  const isHighest = asked === 'xhigh' || asked === 'max'
  return off && isHighest && capabilitiesOf(model).defaultThinking === 'adaptive'
    ? `"thinking.type.${thinking.type}" is not supported with effort level '${asked}'. Supported levels: high, low, medium.`
    : undefined
}

const forcedTools: ModelRule = ({ tool_choice: choice, thinking }, model) => {
  if (choice?.type !== 'any' && choice?.type !== 'tool') return undefined
  if (!capabilitiesOf(model).forcedTools) {
    return 'tool_choice: type "tool" and "any" are not supported for this model.'
  }
  return thinking?.type === 'adaptive' || thinking?.type === 'enabled'
    ? 'Thinking may not be enabled when tool_choice forces tool use.'
    : undefined
}

const prefill: ModelRule = ({ messages }, model) =>
  messages.at(-1)?.role === 'assistant' && !capabilitiesOf(model).prefill
    ? 'Prefilling assistant messages is not supported for this model.'
    : undefined

/** Only for callers of the older API versions: the newest has no such fields at all. */
const sampling: ModelRule = (request, model, version) => {
  if (version === '2026-10-21') return undefined
  const { sampling: rule } = capabilitiesOf(model)
  const values: Record<string, number | undefined> = {
    temperature: request.temperature,
    top_p: request.top_p,
    top_k: request.top_k,
  }
  if (rule === 'none') {
    // Saying the default aloud is still allowed; top_k has none.
    const set = Object.keys(values).find(
      (name) => values[name] !== undefined && (name === 'top_k' || values[name] !== 1),
    )
    return set && `\`${set}\` is deprecated for this model.`
  }
  return rule === 'one of them' && request.temperature !== undefined && request.top_p !== undefined
    ? '`temperature` and `top_p` cannot both be specified for this model. Please use only one.'
    : undefined
}

const outputLimit: ModelRule = ({ max_tokens: limit }, { maxOutput, id }) =>
  limit > maxOutput
    ? `max_tokens: ${limit} > ${maxOutput}, which is the maximum allowed number of output tokens for ${id}`
    : undefined

const modelRules = [outputLimit, sampling, prefill, thinkingType, budget, effort, forcedTools]

/** What a model refuses of a request that is well formed; undefined when nothing. */
export function modelProblem(request: Parameters<ModelRule>[0], model: Model, version: Version): string | undefined {
  for (const rule of modelRules) {
    const problem = rule(request, model, version)
    if (problem) return problem
  }
  return undefined
}
