import type { Effort, Model } from '@workbook/kit'
import type { ThinkingConfig } from '@google/genai'
import { invalid } from './problem.ts'
import type { Problem } from './problem.ts'
import { generationOf } from './serving.ts'

/** Thinking budgets of the models that still go by them, in tokens; `off` says whether they can do without. */
const budgets: readonly { readonly id: RegExp; readonly min: number; readonly max: number; readonly off: boolean }[] = [
  { id: /^gemini-2\.5-pro/, min: 128, max: 32_768, off: false },
  { id: /^gemini-2\.5-flash-lite/, min: 512, max: 24_576, off: true },
  { id: /^gemini-2\.5-flash/, min: 1, max: 24_576, off: true },
]

/** What is wrong with the thinking asked of a model. */
export function thinkingProblem(model: Model, config: ThinkingConfig | undefined): Problem | undefined {
  if (!config) return undefined
  const { thinkingBudget: budget, thinkingLevel } = config
  const level = levelOf(thinkingLevel)
  if (budget !== undefined && level) return invalid('You can only set only one of thinking budget and thinking level.')
  if (level) {
    if (!model.efforts) return invalid('Thinking level is not supported for this model.')
    if (model.efforts.includes(level)) return undefined
    return invalid(
      `Thinking level ${thinkingLevel} is not supported for this model. Please retry with other thinking level.`,
    )
  }
  if (budget === undefined) return undefined
  if (model.refuses?.thinkingBudget) {
    return invalid('Thinking budget is not supported for this model. Use thinking level instead.')
  }
  const limits = budgets.find(({ id }) => id.test(model.id))
  if (!limits || budget === -1 || (budget >= limits.min && budget <= limits.max)) return undefined
  if (budget !== 0) {
    return invalid(
      `The thinking budget ${budget} is invalid. Please choose a value between ${limits.min} and ${limits.max}.`,
    )
  }
  return limits.off ? undefined : invalid('Budget 0 is invalid. This model only works in thinking mode.')
}

/** How hard the model thinks. */
export function effortOf(model: Model, config: ThinkingConfig | undefined): Effort {
  const level = levelOf(config?.thinkingLevel)
  if (level) return level
  const budget = config?.thinkingBudget
  if (budget === undefined || budget === -1) {
    if (model.defaultEffort) return model.defaultEffort
    // Of the models without levels all think by themselves but the lightest.
    return generationOf(model) >= 2.5 && !model.id.includes('flash-lite') ? 'medium' : 'none'
  }
  if (budget === 0) return model.efforts ? 'minimal' : 'none'
  if (budget <= 1024) return 'low'
  return budget <= 8192 ? 'medium' : 'high'
}

function levelOf(level: string | undefined): Effort | undefined {
  return level === undefined || level === 'THINKING_LEVEL_UNSPECIFIED' ? undefined : (level.toLowerCase() as Effort)
}
