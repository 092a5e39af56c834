import type { ChatCompletion } from 'openai/resources/chat/completions'
import type { Response as SdkResponse } from 'openai/resources/responses/responses'
import type { Problem } from './errors.ts'
import { bad, missing } from './fields.ts'
import { judge } from './moderation.ts'
import { appliedTypes, isModerator } from './moderations.ts'

type Result = SdkResponse.Moderation['input']

/** What is wrong with the way a request wants its answer moderated. */
export function moderationProblem(asked: unknown): Problem | undefined {
  if (asked == null) return undefined
  const { model } = asked as { model?: unknown }
  if (model == null) return missing('moderation.model')
  if (isModerator(String(model))) return undefined
  return bad(`Invalid value for 'moderation.model' = ${String(model)}.`, 'moderation.model', 'invalid_value')
}

/** What moderation finds in a prompt and in its answer, as Responses tells it; undefined where nobody asked. */
export function moderationOf(
  asked: unknown,
  input: string,
  output: string,
): { readonly input: Result; readonly output: Result } | undefined {
  if (asked == null) return undefined
  const { model } = asked as { model: string }
  return { input: moderationResult(input, model), output: moderationResult(output, model) }
}

/** The same in Chat Completions, which has lists of results. */
export function chatModerationOf(
  asked: unknown,
  input: string,
  outputs: readonly string[],
): ChatCompletion.Moderation | undefined {
  if (asked == null) return undefined
  const { model } = asked as { model: string }
  const results = (texts: readonly string[]): ChatCompletion.Moderation['input'] => ({
    type: 'moderation_results',
    model,
    results: texts.map((text) => moderationResult(text, model)),
  })
  return { input: results([input]), output: results(outputs) }
}

function moderationResult(text: string, model: string): SdkResponse.Moderation.ModerationResult {
  const { flagged, categories, scores } = judge(text)
  return {
    type: 'moderation_result',
    model,
    flagged,
    categories,
    category_scores: scores,
    category_applied_input_types: appliedTypes,
  }
}
