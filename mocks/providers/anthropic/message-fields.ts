import type { Fields, Shape } from './shape.ts'
import {
  anything,
  boolean,
  integer,
  list,
  number,
  object,
  oneOf,
  optional,
  orNull,
  required,
  string,
  tagged,
  textOr,
} from './shape.ts'
import { cacheControl, contentBlocks, textBlocks } from './content-fields.ts'
import { outputConfig, toolChoice, tools, toolsInBeta } from './tool-fields.ts'

const message = object({
  role: required(oneOf('user', 'assistant', 'system')),
  content: required(textOr(contentBlocks)),
})

const display = optional(orNull(oneOf('summarized', 'omitted')))

const thinking: Shape = tagged({
  adaptive: { display },
  between_tools: {},
  disabled: {},
  enabled: { budget_tokens: required(integer({ min: 1024 })), display },
})

/** What POST /v1/messages and its count of tokens have in common. */
const common: Fields = {
  model: required(string({ min: 1, max: 256 })),
  messages: required(list(message, { max: 100_000 })),
  system: optional(textOr(textBlocks)),
  tools: optional(tools),
  tool_choice: optional(toolChoice),
  thinking: optional(thinking),
  output_config: optional(outputConfig),
  cache_control: optional(cacheControl),
  speed: optional(orNull(oneOf('standard', 'fast'))),
}

/** Fields that exist only for those who send the header anthropic-beta. */
export const betaFields: Fields = {
  context_management: optional(anything),
  mcp_servers: optional(anything),
  thread: optional(anything),
  fallbacks: optional(anything),
  output_format: optional(anything),
  tools: optional(toolsInBeta),
}

/** Fields that ended with API version 2026-10-21. */
export const samplingFields: Fields = {
  temperature: optional(number(0, 1)),
  top_p: optional(number(0, 1)),
  top_k: optional(integer({ min: 0 })),
}

/** POST /v1/messages */
export const messageFields: Fields = {
  model: common.model!,
  max_tokens: required(integer({ min: 0 })),
  ...common,
  stop_sequences: optional(list(string())),
  stream: optional(boolean),
  metadata: optional(object({ user_id: optional(orNull(string({ max: 512 }))) })),
  service_tier: optional(oneOf('auto', 'standard_only')),
  inference_geo: optional(orNull(string())),
  container: optional(anything),
  diagnostics: optional(orNull(object({ previous_message_id: optional(orNull(string())) }))),
}

/** POST /v1/messages/count_tokens */
export const countFields: Fields = common
