import type { Body } from './json.ts'
import { isObject } from './json.ts'

/** A request to Responses in the words of Chat Completions; what is no list of objects is passed on, to be refused there. */
export function chatBody({ input, instructions, max_output_tokens: limit, text, tools, ...rest }: Body): Body {
  const { model, stream, temperature, top_p, reasoning, tool_choice, parallel_tool_calls } = rest
  const { format } = (text ?? {}) as { format?: Body }
  const given = { model, stream, temperature, top_p, reasoning, tool_choice, parallel_tool_calls, max_tokens: limit }
  const asked = typeof input === 'string' ? [{ role: 'user', content: input }] : input
  const system = typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : []
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)),
    messages: Array.isArray(asked) ? [...system, ...asked.map(messageOf)] : asked,
    ...(Array.isArray(tools) && tools.length > 0 && { tools: tools.map(toolOf) }),
    ...(format?.type === 'json_schema' && { response_format: { type: 'json_schema', json_schema: format } }),
  }
}

function toolOf(tool: unknown): unknown {
  if (!isObject(tool)) return tool
  const { type, ...own } = tool
  return { type, function: own }
}

function messageOf(item: unknown): unknown {
  if (!isObject(item)) return item
  if (item.type === 'function_call_output') return { role: 'tool', tool_call_id: item.call_id, content: item.output }
  if (item.type === 'function_call') {
    const { call_id: id, name, arguments: args } = item
    const call = { id, type: 'function', function: { name, arguments: args } }
    return { role: 'assistant', content: null, tool_calls: [call] }
  }
  const { role, content } = item
  if (!Array.isArray(content)) return { role, content }
  return { role, content: content.map((part) => (isObject(part) ? { type: 'text', text: part.text } : part)) }
}
