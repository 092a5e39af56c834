import type { Fields } from '../field.ts'

/** The body of POST /v1/chat/completions, as the API reference lists it. */
export const chatFields: Fields = {
  model: { type: 'string', required: true },
  messages: { type: 'array', required: true, minItems: 1, items: { type: 'object' } },
  stream: { type: 'boolean' },
  stream_options: {
    type: 'object',
    fields: { include_usage: { type: 'boolean' }, include_obfuscation: { type: 'boolean' } },
  },
  max_completion_tokens: { type: 'integer', min: 1 },
  max_tokens: { type: 'integer', min: 1 },
  temperature: { type: 'decimal', min: 0, max: 2 },
  top_p: { type: 'decimal', min: 0, max: 1 },
  n: { type: 'integer', min: 1, max: 128 },
  stop: { type: ['string', 'array'], maxItems: 4, items: { type: 'string' } },
  seed: { type: 'integer' },
  frequency_penalty: { type: 'decimal', min: -2, max: 2 },
  presence_penalty: { type: 'decimal', min: -2, max: 2 },
  logit_bias: { type: 'object', values: { type: 'decimal', min: -100, max: 100 } },
  logprobs: { type: 'boolean' },
  top_logprobs: { type: 'integer', min: 0, max: 20 },
  reasoning_effort: { type: 'string', oneOf: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
  verbosity: { type: 'string', oneOf: ['low', 'medium', 'high'] },
  response_format: { type: 'object' },
  tools: { type: 'array', maxItems: 128, items: { type: 'object' } },
  tool_choice: { type: ['string', 'object'] },
  parallel_tool_calls: { type: 'boolean' },
  functions: { type: 'array', maxItems: 128 },
  function_call: { type: ['string', 'object'] },
  service_tier: { type: 'string', oneOf: ['auto', 'default', 'flex', 'scale', 'priority', 'fast'] },
  store: { type: 'boolean' },
  metadata: { type: 'object', values: { type: 'string' } },
  user: { type: 'string' },
  safety_identifier: { type: 'string' },
  prompt_cache_key: { type: 'string' },
  prompt_cache_retention: { type: 'string' },
  prompt_cache_options: { type: 'object' },
  moderation: { type: 'object' },
  modalities: { type: 'array' },
  audio: { type: 'object' },
  prediction: { type: 'object' },
  web_search_options: { type: 'object' },
}

/** One of the messages. */
export const messageFields: Fields = {
  role: {
    type: 'string',
    required: true,
    oneOf: ['system', 'assistant', 'user', 'function', 'tool', 'developer'],
  },
  content: { type: ['string', 'array'], items: { type: 'object' } },
  name: { type: 'string' },
  refusal: { type: 'string' },
  annotations: { type: 'array' },
  audio: { type: 'object' },
  tool_calls: { type: 'array', items: { type: 'object' } },
  tool_call_id: { type: 'string' },
  function_call: { type: 'object' },
}

/** The kinds of content a message may be made of. */
export const partTypes: readonly string[] = ['text', 'image_url', 'input_audio', 'refusal', 'audio', 'file']
