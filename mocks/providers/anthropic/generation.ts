import type { Model } from '@workbook/kit'
import { generate } from '../../engine/engine.ts'
import type { Answer, Prompt, Turn } from '../../engine/engine.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { MessageRequest } from './request.ts'
import type { ThinkingPlan } from './thinking.ts'
import { engineTokens } from './token-count.ts'

/** What the engine is asked, and answers, where tools and schemas are concerned. */
export type ToolPrompt = Prompt & {
  readonly tools?: readonly { readonly name: string; readonly description?: string; readonly parameters: object }[]
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string }
  readonly parallelTools?: boolean
  /** JSON schema the answer must satisfy. */
  readonly schema?: object
}
export interface ToolCall {
  readonly name: string
  /** JSON. */
  readonly arguments: string
  readonly pieces: readonly string[]
}
export type ToolAnswer = Answer & { readonly toolCalls?: readonly ToolCall[] }

/**
 * Lets the engine answer a message request.
 *
 * @param insist makes it call a tool, whatever the request says
 */
export function answerTo(
  request: MessageRequest,
  model: Model,
  { turns, plan, seed, insist = false }: { turns: readonly Turn[]; plan: ThinkingPlan; seed: number; insist?: boolean },
): ToolAnswer {
  const tools = (request.tools ?? []).flatMap((tool) =>
    'input_schema' in tool
      ? [{ name: tool.name, parameters: tool.input_schema, ...(tool.description && { description: tool.description }) }]
      : [],
  )
  const choice = request.tool_choice
  const isSampled = capabilitiesOf(model).sampling !== 'none'
  const schema = request.output_config?.format?.schema
  const prompt: ToolPrompt = {
    turns,
    seed,
    effort: plan.effort,
    maxTokens: engineTokens(model, Math.min(request.max_tokens, model.maxOutput)),
    stop: request.stop_sequences ?? [],
    ...(isSampled && samplingOf(request)),
    ...(schema && { schema }),
    ...(tools.length > 0 && {
      tools,
      toolChoice: insist ? 'required' : toolChoice(choice),
      parallelTools: !(choice && 'disable_parallel_tool_use' in choice && choice.disable_parallel_tool_use),
    }),
  }
  return generate(prompt)
}

function samplingOf({
  temperature,
  top_p: topP,
  top_k: topK,
}: MessageRequest): Pick<Prompt, 'temperature' | 'topP' | 'topK'> {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
  }
}

function toolChoice(choice: MessageRequest['tool_choice']): NonNullable<ToolPrompt['toolChoice']> {
  if (choice?.type === 'tool') return { name: choice.name }
  return choice?.type === 'any' ? 'required' : (choice?.type ?? 'auto')
}
