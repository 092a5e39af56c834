import type { Fields, Shape } from './shape.ts'
import {
  anything,
  boolean,
  isObject,
  list,
  object,
  oneOf,
  optional,
  orNull,
  required,
  string,
  tagged,
} from './shape.ts'
import { cacheControl } from './content-fields.ts'

/** The tools Anthropic brings along, by type; their own settings are not looked at. */
const namedTools = [
  'bash_20250124',
  'browser_toolset_20260801',
  'code_execution_20250522',
  'code_execution_20250825',
  'code_execution_20260120',
  'code_execution_20260521',
  'computer_toolset_20260801',
  'memory_20250818',
  'text_editor_20250124',
  'text_editor_20250429',
  'text_editor_20250728',
  'tool_search_tool_bm25',
  'tool_search_tool_bm25_20251119',
  'tool_search_tool_regex',
  'tool_search_tool_regex_20251119',
  'web_fetch_20250910',
  'web_fetch_20260209',
  'web_fetch_20260309',
  'web_fetch_20260318',
  'web_search_20250305',
  'web_search_20260209',
  'web_search_20260318',
]

/** Those that exist only for who sends the header anthropic-beta. */
const betaTools = ['advisor_20260301']

const named = (types: readonly string[]): Shape =>
  tagged(Object.fromEntries([...types, 'custom'].map((type) => [type, {}])), { open: true })

/** A tool of the caller's own. */
const custom = object({
  type: optional(orNull(oneOf('custom'))),
  name: required(string({ pattern: /^[a-zA-Z0-9_-]{1,128}$/ })),
  description: optional(string()),
  input_schema: required(
    object(
      {
        type: required(oneOf('object')),
        properties: optional(orNull(object({}, { open: true }))),
        required: optional(orNull(list(string()))),
      },
      { open: true },
    ),
  ),
  strict: optional(boolean),
  input_examples: optional(list(object({}, { open: true }))),
  allowed_callers: optional(list(string())),
  defer_loading: optional(boolean),
  eager_input_streaming: optional(orNull(boolean)),
  cache_control: optional(cacheControl),
})

function listOf(known: Shape): Shape {
  return list((tool, path) => {
    const isNamed = isObject(tool) && tool.type !== undefined && tool.type !== null && tool.type !== 'custom'
    return isNamed ? known(tool, path) : custom(tool, isObject(tool) ? `${path}.custom` : path)
  })
}

export const tools = listOf(named(namedTools))

/** The tools of who sends the header anthropic-beta. */
export const toolsInBeta = listOf(named([...namedTools, ...betaTools]))

const parallel: Fields = { disable_parallel_tool_use: optional(boolean) }

export const toolChoice: Shape = tagged({
  auto: parallel,
  any: parallel,
  tool: { name: required(string()), ...parallel },
  none: {},
})

export const outputConfig: Shape = object({
  effort: optional(orNull(oneOf('low', 'medium', 'high', 'xhigh', 'max'))),
  format: optional(orNull(tagged({ json_schema: { schema: required(object({}, { open: true })) } }))),
  task_budget: optional(anything),
})
