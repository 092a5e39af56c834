import { chatFields, messageFields as common, without } from '../compatible/chat-fields.ts'
import type { Fields } from '../field.ts'

/** The body of POST /openai/v1/chat/completions, as the API reference lists it. */
export const groqChatFields: Fields = {
  ...without(chatFields, 'reasoning_effort'),
  citation_options: { type: 'string', oneOf: ['enabled', 'disabled'] },
  compound_custom: { type: 'object' },
  disable_tool_validation: { type: 'boolean' },
  documents: { type: 'array', items: { type: 'object' } },
  exclude_domains: { type: 'array', items: { type: 'string' } },
  function_call: { type: ['string', 'object'] },
  functions: { type: 'array', maxItems: 128 },
  include_domains: { type: 'array', items: { type: 'string' } },
  include_reasoning: { type: 'boolean' },
  metadata: { type: 'object' },
  n: { type: 'integer', min: 1, max: 1 },
  reasoning_effort: { type: 'string' },
  reasoning_format: { type: 'string', oneOf: ['hidden', 'raw', 'parsed'] },
  search_settings: { type: 'object' },
  service_tier: { type: 'string', oneOf: ['auto', 'on_demand', 'flex', 'performance'] },
  store: { type: 'boolean' },
}

export const groqMessageFields: Fields = {
  ...common,
  role: { type: 'string', required: true, oneOf: ['system', 'developer', 'user', 'assistant', 'tool', 'function'] },
  reasoning: { type: 'string' },
  function_call: { type: 'object' },
}
