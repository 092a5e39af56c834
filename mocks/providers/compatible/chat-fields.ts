import { chatFields as openaiFields } from '../openai/chat-fields.ts'
import type { Field, Fields } from '../field.ts'

/** The body of POST /chat/completions as nearly every host knows it; each names in its dialect what is different. */
export const chatFields: Fields = {
  model: { type: 'string', required: true },
  messages: { type: 'array', required: true, minItems: 1, items: { type: 'object' } },
  stream: { type: 'boolean' },
  stream_options: { type: 'object' },
  max_tokens: { type: 'integer', min: 1 },
  max_completion_tokens: { type: 'integer', min: 1 },
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
  reasoning_effort: { type: 'string' },
  response_format: {
    type: 'object',
    fields: {
      type: { type: 'string', required: true, oneOf: ['text', 'json_object', 'json_schema'] },
      json_schema: { type: 'object' },
      schema: { type: 'object' },
    },
  },
  tools: { type: 'array', maxItems: 128, items: { type: 'object' } },
  tool_choice: { type: ['string', 'object'] },
  parallel_tool_calls: { type: 'boolean' },
  user: { type: 'string' },
}

/** Sampling parameters of the open models' own servers. */
export const openModelFields: Fields = {
  top_k: { type: 'integer' },
  min_p: { type: 'decimal', min: 0, max: 1 },
  repetition_penalty: { type: 'decimal', min: 0 },
}

/** A message, as far as every host looks at it. */
export const messageFields: Fields = {
  role: { type: 'string', required: true, oneOf: ['system', 'user', 'assistant', 'tool'] },
  content: { type: ['string', 'array'], items: { type: 'object' } },
  name: { type: 'string' },
  tool_calls: { type: 'array', items: { type: 'object' } },
  tool_call_id: { type: 'string' },
}

/** A tool: a function, its name and its schema. */
export const toolFields: Fields = {
  type: { type: 'string', required: true },
  function: {
    type: 'object',
    fields: {
      name: { type: 'string', required: true },
      description: { type: 'string' },
      parameters: { type: 'object' },
      strict: { type: 'boolean' },
    },
  },
}

/** The table without some of its fields. */
export function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

/** OpenAI's own table, with the fields that hosts of it add. */
export function openaiChatFields(more: Readonly<Record<string, Field>> = {}): Fields {
  return { ...openaiFields, ...more }
}

/** The body of POST /embeddings. */
export const embeddingFields: Fields = {
  model: { type: 'string', required: true },
  input: { type: ['string', 'array'], required: true, minItems: 1, maxItems: 2048 },
  encoding_format: { type: 'string', oneOf: ['float', 'base64'] },
  dimensions: { type: 'integer', min: 1 },
  user: { type: 'string' },
}
