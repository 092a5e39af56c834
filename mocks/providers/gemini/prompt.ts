import type { Content, GenerationConfig, Part, ResponseFormat, Schema } from '@google/genai'
import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import type { Prompt, Turn } from '../../engine/engine.ts'
import type { GenerateRequest } from './generate-shape.ts'
import { declarationsOf } from './generate-rules.ts'
import { generationOf } from './serving.ts'

/** The conversation without its wrapping; pictures, sounds and thoughts are not read. */
export function turnsOf({ systemInstruction, contents = [] }: GenerateRequest): Turn[] {
  const system = textOf(systemInstruction)
  return [...(system ? [{ role: 'system', text: system } as const] : []), ...contents.flatMap(turnsOfContent)]
}

function turnsOfContent(content: Content): Turn[] {
  const results = (content.parts ?? []).flatMap(({ functionResponse }): Turn[] =>
    functionResponse ? [{ role: 'tool', text: resultText(functionResponse.response) }] : [],
  )
  const text = textOf(content)
  if (!text && results.length) return results
  return [...results, { role: content.role === 'model' ? 'assistant' : 'user', text }]
}

function textOf(content: Content | undefined): string {
  return (content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join('')
}

/** What a function gave back; by custom it stands under `output` or `result`. */
function resultText(response: Readonly<Record<string, unknown>> = {}): string {
  const value = response.output ?? response.result ?? response
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The functions the model may call, and whether it must. */
export function toolsOf({
  tools,
  toolConfig,
}: GenerateRequest): Pick<Prompt, 'tools' | 'toolChoice' | 'parallelTools'> {
  const { mode, allowedFunctionNames: allowed = [] } = toolConfig?.functionCallingConfig ?? {}
  const offered = declarationsOf(tools)
    .filter(({ name = '' }) => !allowed.length || allowed.includes(name))
    .map(({ name = '', description, parameters, parametersJsonSchema }) => ({
      name,
      ...(description && { description }),
      parameters: parameters ? jsonSchema(parameters) : asObject(parametersJsonSchema),
    }))
  if (!offered.length) return {}
  const [only] = offered
  const forced = offered.length === 1 && only ? { name: only.name } : ('required' as const)
  return {
    tools: offered,
    toolChoice: mode === 'NONE' ? 'none' : mode === 'ANY' ? forced : 'auto',
    parallelTools: true,
  }
}

/** The schema an answer must satisfy; undefined where it is free. */
export function schemaOf({ generationConfig = {} }: GenerateRequest): object | undefined {
  const { responseSchema, responseJsonSchema } = generationConfig
  const format = textFormat(generationConfig)
  const given = responseJsonSchema ?? format.schema
  if (responseSchema) return jsonSchema(responseSchema as Schema)
  if (given !== undefined) return asObject(given)
  if (format.mimeType !== 'application/json') return undefined
  // JSON without a schema: the prompt says what is wanted.
  return { type: 'object' }
}

/** The format of text, by the older field of its own or by the newer list for all modalities. */
function textFormat({ responseMimeType, responseFormat }: GenerationConfig): { mimeType?: string; schema?: unknown } {
  const formats = (
    Array.isArray(responseFormat) ? responseFormat : [responseFormat]
  ) as readonly (ResponseFormat | null)[]
  const text = formats.find((format) => format?.text)?.text
  return text ?? (responseMimeType === undefined ? {} : { mimeType: responseMimeType })
}

function asObject(schema: unknown): object {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
    ? schema
    : { type: 'object', properties: {} }
}

/** Google's older schema language as JSON Schema; what is for Google's eyes alone is left out. */
function jsonSchema(schema: Schema): object {
  const { type, nullable, properties, items, anyOf } = schema
  const rest = Object.entries(schema).filter(([name]) => !['nullable', 'propertyOrdering', 'example'].includes(name))
  const name = type?.toLowerCase()
  return {
    ...Object.fromEntries(rest),
    ...(name && { type: nullable ? [name, 'null'] : name }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, jsonSchema(value)])),
    }),
    ...(items && { items: jsonSchema(items) }),
    ...(anyOf && { anyOf: anyOf.map(jsonSchema) }),
  }
}

/** What a prompt is charged for, and its whole text in the order the model reads it. */
export interface PromptSize {
  readonly tokens: number
  /** Those that stand for pictures and other media. */
  readonly images: number
  readonly text: string
}

/** Counts a prompt: one token begins it, the wrapping costs nothing, and functions count as the JSON they are declared in. */
export function promptSize(model: Model, request: GenerateRequest): PromptSize {
  const parts = [request.systemInstruction, ...(request.contents ?? [])].flatMap((content) => content?.parts ?? [])
  const declared = declarationsOf(request.tools).map((declaration) => JSON.stringify(declaration))
  const texts = [...declared, ...parts.map(readText)]
  // Since Gemini 3 a picture is looked at more closely, unless the request says otherwise.
  const perImage = generationOf(model) >= 3 ? 1120 : 258
  const images = parts.filter((part) => part.inlineData ?? part.fileData).length * perImage
  return {
    tokens: texts.reduce((sum, text) => sum + countTokens(text), 1) + images,
    images,
    text: texts.join('\n'),
  }
}

function readText({ text, functionCall: call, functionResponse: answer }: Part): string {
  if (call) return `${call.name}${JSON.stringify(call.args ?? {})}`
  if (answer) return `${answer.name}${JSON.stringify(answer.response ?? {})}`
  return text ?? ''
}
