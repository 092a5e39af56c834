import type { Prompt } from '../../engine/engine.ts'
import { countTokens } from '../../engine/engine.ts'

/** A function as both APIs declare it, without the wrapping they disagree on. */
export interface FunctionTool {
  readonly name: string
  readonly description?: string | null
  readonly parameters?: Readonly<Record<string, unknown>> | null
  readonly strict?: boolean | null
}

type Body = Readonly<Record<string, unknown>>

/** The functions among the tools of a request: in Chat they are wrapped once more. Tools that OpenAI runs itself are left out. */
export function functionsOf(tools: unknown): FunctionTool[] {
  return (Array.isArray(tools) ? (tools as Body[]) : []).flatMap((tool) => {
    if (tool?.type !== 'function') return []
    const declared = tool.function ?? tool
    return [declared as FunctionTool]
  })
}

/** What the engine is told of tools. */
export function toolPrompt(request: Body): Pick<Prompt, 'tools' | 'toolChoice' | 'parallelTools'> {
  const choice = request.tool_choice
  const allowed = allowedNames(choice)
  const tools = functionsOf(request.tools)
    .filter(({ name }) => !allowed || allowed.includes(name))
    .map(({ name, description, parameters }) => ({
      name,
      ...(description && { description }),
      parameters: parameters ?? { type: 'object', properties: {} },
    }))
  if (tools.length === 0) return {}
  return { tools, toolChoice: choiceOf(choice), parallelTools: request.parallel_tool_calls !== false }
}

function choiceOf(choice: unknown): NonNullable<Prompt['toolChoice']> {
  if (choice === 'none' || choice === 'required') return choice
  const name = chosenName(choice)
  if (name !== undefined) return { name }
  const { mode, allowed_tools: wrapped } = (choice ?? {}) as { mode?: unknown; allowed_tools?: { mode?: unknown } }
  return (mode ?? wrapped?.mode) === 'required' ? 'required' : 'auto'
}

/** The function a choice names; undefined for the other kinds of choice. */
export function chosenName(choice: unknown): string | undefined {
  if (typeof choice !== 'object' || choice === null) return undefined
  const { type, name, function: wrapped } = choice as { type?: unknown; name?: unknown; function?: { name?: unknown } }
  const chosen = wrapped?.name ?? name
  return type === 'function' && typeof chosen === 'string' ? chosen : undefined
}

function allowedNames(choice: unknown): string[] | undefined {
  if (typeof choice !== 'object' || choice === null) return undefined
  const {
    type,
    tools,
    allowed_tools: wrapped,
  } = choice as {
    type?: unknown
    tools?: unknown
    allowed_tools?: { tools?: unknown }
  }
  return type === 'allowed_tools' ? functionsOf(tools ?? wrapped?.tools).map(({ name }) => name) : undefined
}

/** The schema an answer must satisfy, by `response_format` in Chat or `text.format` in Responses; undefined where it is free. */
export function schemaOf(format: unknown): object | undefined {
  const {
    type,
    schema,
    json_schema: wrapped,
  } = (format ?? {}) as {
    type?: unknown
    schema?: object
    json_schema?: { schema?: object }
  }
  if (type === 'json_object') return { type: 'object' }
  return type === 'json_schema' ? (wrapped?.schema ?? schema ?? { type: 'object' }) : undefined
}

/**
 * The tokens tools and a schema are charged for. What OpenAI makes of them is not documented; this is an estimate: they
 * count as the JSON they are declared in, and twelve more open the list. Measured on a real answer: one function without
 * a description, 32 tokens; estimated, 36.
 */
export function definitionTokens(tools: unknown, format: unknown): number {
  const functions = functionsOf(tools)
  const declared = functions.map(({ name, description, parameters }) => json({ name, description, parameters }))
  const schema = schemaOf(format)
  const asked = schema && Object.keys(schema).length > 1 ? [json(schema)] : []
  const size = [...declared, ...asked].reduce((sum, text) => sum + countTokens(text), 0)
  return size + (functions.length > 0 ? 12 : 0)
}

/** Text that cannot be written, because it is nested too deeply, counts nothing. */
function json(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}
