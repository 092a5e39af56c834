import { models as catalogue } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import type { CapabilitySupport, ModelCapabilities, ModelInfo } from '@anthropic-ai/sdk/resources/models'
import { hasCome } from '../../world.ts'
import type { Call, Outcome } from './call.ts'
import type { Thinking } from './capabilities.ts'
import { capabilitiesOf, generationOf } from './capabilities.ts'
import { invalid, unknownModel } from './errors.ts'
import { servedModel } from './message-rules.ts'
import { pageOf } from './pages.ts'

const stages = ['active', 'deprecated', 'retired'] as const
type Stage = (typeof stages)[number]

/** GET /v1/models: newest first; the retired ones only for those who ask for them. */
export function listModels({ query }: Call): Outcome {
  const asked = [...query.getAll('lifecycle[]'), ...query.getAll('lifecycle')]
  if (!asked.every((stage) => (stages as readonly string[]).includes(stage))) {
    return invalid("lifecycle.0: Input should be 'active', 'deprecated' or 'retired'")
  }
  const wanted: readonly string[] = asked.length ? asked : ['active', 'deprecated']
  const infos = catalogue
    .filter((model) => model.provider === 'anthropic' && wanted.includes(stageOf(model)))
    .sort((one, other) => other.released.localeCompare(one.released))
    .map(infoOf)
  const page = pageOf(infos, query)
  return 'status' in page ? page : { response: Response.json(page) }
}

/** GET /v1/models/:id, also by an alias. */
export function retrieveModel({ id }: Call): Outcome {
  const model = servedModel(id)
  return model ? { response: Response.json(infoOf(model)) } : unknownModel(id)
}

function stageOf({ retires }: Model): Stage {
  if (!retires) return 'active'
  return hasCome(retires) ? 'retired' : 'deprecated'
}

function infoOf(model: Model): ModelInfo {
  return {
    type: 'model',
    id: model.snapshot ?? model.id,
    display_name: model.name,
    created_at: midnight(model.released),
    lifecycle: stageOf(model),
    // The catalogue knows when a model ends, not when that was announced.
    deprecated_at: null,
    retires_at: model.retires ? midnight(model.retires) : null,
    line: generationOf(model.id)?.line ?? null,
    max_input_tokens: model.contextWindow,
    max_tokens: model.maxOutput,
    capabilities: wireCapabilities(model),
  }
}

function wireCapabilities(model: Model): ModelCapabilities {
  const { version } = generationOf(model.id) ?? { version: 0 }
  const thinking = (type: Thinking) => supports(capabilitiesOf(model).thinking.includes(type))
  const effort = (level: 'low' | 'medium' | 'high' | 'xhigh' | 'max') =>
    supports(model.efforts?.includes(level) ?? false)
  const [modern, recent] = [supports(version >= 4.5), supports(version >= 4)]
  return {
    batch: supports(true),
    citations: supports(true),
    code_execution: recent,
    context_management: {
      clear_thinking_20251015: modern,
      clear_tool_uses_20250919: modern,
      compact_20260112: supports(version >= 4.6),
      supported: version >= 4.5,
    },
    effort: {
      high: effort('high'),
      low: effort('low'),
      max: effort('max'),
      medium: effort('medium'),
      supported: model.efforts !== undefined,
      xhigh: effort('xhigh'),
    },
    image_input: supports(true),
    pdf_input: supports(true),
    server_tools: { code_execution: recent, supported: version >= 4, web_search: recent },
    structured_outputs: modern,
    thinking: {
      supported: true,
      types: {
        adaptive: thinking('adaptive'),
        between_tools: thinking('between_tools'),
        disabled: thinking('disabled'),
        enabled: thinking('enabled'),
      },
    },
  }
}

function supports(supported: boolean): CapabilitySupport {
  return { supported }
}

function midnight(day: string): string {
  return `${day}T00:00:00Z`
}
