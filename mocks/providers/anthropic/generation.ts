import type { Model } from '@workbook/kit'
import { generate } from '../../engine/engine.ts'
import type { Answer, Prompt, Turn } from '../../engine/engine.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { MessageRequest } from './request.ts'
import type { ThinkingPlan } from './thinking.ts'
import { engineTokens } from './token-count.ts'

/**
 * Lets the engine answer a message request.
 *
 * @param isSpoilt makes it call a tool with arguments that do not fit
 */
export function answerTo(
  request: MessageRequest,
  model: Model,
  {
    turns,
    plan,
    seed,
    isSpoilt = false,
  }: { turns: readonly Turn[]; plan: ThinkingPlan; seed: number; isSpoilt?: boolean },
): Answer {
  const tools = (request.tools ?? []).flatMap((tool) =>
    'input_schema' in tool
      ? [{ name: tool.name, parameters: tool.input_schema, ...(tool.description && { description: tool.description }) }]
      : [],
  )
  const choice = request.tool_choice
  const isSampled = capabilitiesOf(model).sampling !== 'none'
  const schema = request.output_config?.format?.schema
  const prompt: Prompt = {
    turns,
    seed,
    effort: plan.effort,
    maxTokens: engineTokens(model, Math.min(request.max_tokens, model.maxOutput)),
    stop: request.stop_sequences ?? [],
    ...(isSampled && samplingOf(request)),
    ...(schema && { schema }),
    badArguments: isSpoilt,
    ...(tools.length > 0 && {
      tools,
      toolChoice: toolChoice(choice),
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

function toolChoice(choice: MessageRequest['tool_choice']): NonNullable<Prompt['toolChoice']> {
  if (choice?.type === 'tool') return { name: choice.name }
  return choice?.type === 'any' ? 'required' : (choice?.type ?? 'auto')
}
