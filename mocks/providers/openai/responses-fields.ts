import type { Field, Fields } from '../field.ts'

/** The body of POST /v1/responses, as the API reference lists it. */
export const responsesFields: Fields = {
  model: { type: 'string', required: true },
  input: { type: ['string', 'array'], items: { type: 'object' } },
  instructions: { type: 'string' },
  previous_response_id: { type: 'string' },
  conversation: { type: ['string', 'object'] },
  stream: { type: 'boolean' },
  stream_options: { type: 'object', fields: { include_obfuscation: { type: 'boolean' } } },
  max_output_tokens: { type: 'integer', min: 16 },
  temperature: { type: 'decimal', min: 0, max: 2 },
  top_p: { type: 'decimal', min: 0, max: 1 },
  top_logprobs: { type: 'integer', min: 0, max: 20 },
  reasoning: {
    type: 'object',
    fields: {
      effort: { type: 'string', oneOf: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
      summary: { type: 'string', oneOf: ['auto', 'concise', 'detailed'] },
      generate_summary: { type: 'string' },
      context: { type: 'string' },
      mode: { type: 'string' },
    },
  },
  text: {
    type: 'object',
    fields: { format: { type: 'object' }, verbosity: { type: 'string', oneOf: ['low', 'medium', 'high'] } },
  },
  tools: { type: 'array', maxItems: 128, items: { type: 'object' } },
  tool_choice: { type: ['string', 'object'] },
  parallel_tool_calls: { type: 'boolean' },
  max_tool_calls: { type: 'integer', min: 1 },
  store: { type: 'boolean' },
  background: { type: 'boolean' },
  include: { type: 'array', items: { type: 'string' } },
  truncation: { type: 'string', oneOf: ['auto', 'disabled'] },
  metadata: { type: 'object', values: { type: 'string' } },
  service_tier: { type: 'string', oneOf: ['auto', 'default', 'flex', 'scale', 'priority', 'fast'] },
  prompt: { type: 'object' },
  prompt_cache_key: { type: 'string' },
  prompt_cache_retention: { type: 'string', oneOf: ['in_memory', '24h'] },
  prompt_cache_options: { type: 'object' },
  prompt_cache_diagnostics: { type: ['boolean', 'object'] },
  safety_identifier: { type: 'string' },
  user: { type: 'string' },
  moderation: { type: 'object' },
  context_management: { type: ['array', 'object'] },
  image: { type: 'object' },
  access_programs: { type: ['array', 'object'] },
}

/** The body of POST /v1/responses/input_tokens: what of the same counts. */
export const inputTokensFields: Fields = Object.fromEntries(
  [
    'model',
    'input',
    'instructions',
    'previous_response_id',
    'conversation',
    'reasoning',
    'text',
    'tools',
    'tool_choice',
  ]
    .concat('parallel_tool_calls', 'truncation')
    .map((name) => [name, responsesFields[name] ?? { type: 'string' }]),
)

/** Who may speak in an input message. */
export const inputRoles: readonly string[] = ['assistant', 'system', 'developer', 'user']

/** The kinds of content an input message may be made of. */
export const inputParts: readonly string[] = ['input_text', 'input_image', 'output_text', 'refusal', 'input_file']

/** What an input message says. */
export const contentField: Field = { type: ['string', 'array'], items: { type: 'object' } }
