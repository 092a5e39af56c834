import type { Content, GenerationConfig, Part, Tool, ToolConfig } from '@google/genai'
import { invalid } from './problem.ts'
import type { Problem } from './problem.ts'
import type { GenerateRequest } from './generate-shape.ts'
import { formatsOf, missing, unsupported } from './interaction-shape.ts'
import type { InteractionRequest } from './interaction-shape.ts'

/** One item of an input: a step of a conversation, or a piece of content. */
interface Item {
  readonly type?: string
  readonly text?: string
  readonly data?: string
  readonly uri?: string
  readonly mime_type?: string
  readonly id?: string
  readonly call_id?: string
  readonly name?: string
  /** The type of which no item is. */
  readonly unreadable?: unknown
  readonly content: readonly Item[]
  readonly arguments: Record<string, unknown>
  readonly result: unknown
}

const texts = ['type', 'text', 'data', 'uri', 'mime_type', 'id', 'call_id', 'name'] as const

/** Reads an item; what is not of the type it should be counts as absent. */
function itemOf(json: unknown): Item {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>
  const { type, content, arguments: args, result } = given
  return {
    ...Object.fromEntries(texts.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : []))),
    ...(typeof type !== 'string' && { unreadable: type ?? json }),
    content: typeof content === 'string' ? [itemOf({ type: 'text', text: content })] : listOf(content).map(itemOf),
    arguments: (typeof args === 'object' && args !== null && !Array.isArray(args) ? args : {}) as Item['arguments'],
    result,
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value as unknown[]) : [value]
}

/** An interaction knows what was thought, so no signature of its own calls can be missing. */
const known = 'AA=='

/**
 * The request that generateContent would be sent for an interaction.
 *
 * @param before the conversation that is continued
 */
export function asGenerateRequest(request: InteractionRequest, before: readonly Content[]): GenerateRequest | Problem {
  const contents = [...before]
  const problem = append(contents, request.input)
  if (problem) return problem
  const { systemInstruction } = request
  const tools = toolsOf(request)
  const toolConfig = toolConfigOf(request)
  return {
    contents,
    ...(systemInstruction && { systemInstruction: { parts: [{ text: systemInstruction }] } }),
    ...(tools && { tools }),
    ...(toolConfig && { toolConfig }),
    generationConfig: configOf(request),
  }
}

/** Adds an input to a conversation. */
function append(contents: Content[], input: unknown): Problem | undefined {
  if (typeof input === 'string') {
    add(contents, 'user', { text: input })
    return undefined
  }
  for (const [at, item] of listOf(input).entries()) {
    const problem = appendItem(contents, itemOf(item), `input[${at}]`)
    if (problem) return problem
  }
  return undefined
}

function appendItem(contents: Content[], item: Item, path: string): Problem | undefined {
  switch (item.type) {
    case 'user_input':
    case 'model_output':
      for (const [at, piece] of item.content.entries()) {
        const part = partOf(piece)
        if (!part) return unsupported(piece.type ?? piece.unreadable, 'type', `${path}.content[${at}]`)
        add(contents, item.type === 'user_input' ? 'user' : 'model', part)
      }
      return undefined
    case 'thought':
      return undefined
    case 'function_call': {
      const { id, name, arguments: args } = item
      if (!id || !name) return missing(`${path}.${id ? 'name' : 'id'}`)
      add(contents, 'model', { functionCall: { id, name, args }, thoughtSignature: known })
      return undefined
    }
    case 'function_result': {
      const call = contents.flatMap(({ parts = [] }) => parts).find((part) => part.functionCall?.id === item.call_id)
      if (!item.call_id || !call?.functionCall) {
        return invalid(`No function call with the id '${item.call_id ?? ''}' was found for the result at '${path}'.`)
      }
      const { name = '' } = call.functionCall
      const response = { result: resultOf(item.result) }
      add(contents, 'user', { functionResponse: { id: item.call_id, name, response } })
      return undefined
    }
    default: {
      const part = partOf(item)
      if (!part) return unsupported(item.type ?? item.unreadable, 'type', path)
      add(contents, 'user', part)
      return undefined
    }
  }
}

/** Adds a part to the last content when it is of the same role, else a new one. */
function add(contents: Content[], role: string, part: Part): void {
  const last = contents.at(-1)
  if (last?.role === role) contents.splice(-1, 1, { role, parts: [...(last.parts ?? []), part] })
  else contents.push({ role, parts: [part] })
}

function partOf({ type = '', text = '', data = '', uri, mime_type: mimeType = '' }: Item): Part | undefined {
  if (type === 'text') return { text }
  if (!['image', 'audio', 'video', 'document'].includes(type)) return undefined
  return uri === undefined ? { inlineData: { mimeType, data } } : { fileData: { mimeType, fileUri: uri } }
}

function resultOf(result: unknown): unknown {
  if (!Array.isArray(result)) return result ?? ''
  return result.map((item) => itemOf(item).text ?? '').join('')
}

function toolsOf({ tools = [] }: InteractionRequest): Tool[] | undefined {
  const functionDeclarations = tools
    .filter(({ type }) => type === 'function')
    .map(({ name = '', description, parameters }) => ({
      name,
      ...(typeof description === 'string' && { description }),
      ...(parameters !== undefined && { parametersJsonSchema: parameters }),
    }))
  return functionDeclarations.length ? [{ functionDeclarations }] : undefined
}

function toolConfigOf({ generationConfig }: InteractionRequest): ToolConfig | undefined {
  const choice = generationConfig?.toolChoice
  if (choice === undefined) return undefined
  const allowed = typeof choice === 'object' ? choice.allowed_tools : { mode: choice }
  // Null is as good as absent, here too.
  const mode = allowed?.mode ?? 'auto'
  const tools = allowed?.tools ?? []
  return {
    functionCallingConfig: {
      mode: mode.toUpperCase() as NonNullable<NonNullable<ToolConfig['functionCallingConfig']>['mode']>,
      ...(tools.length && { allowedFunctionNames: tools }),
    },
  }
}

function configOf(request: InteractionRequest): GenerationConfig {
  const { thinkingLevel, thinkingSummaries, toolChoice: _, ...config } = request.generationConfig ?? {}
  const schema = schemaOf(request)
  return {
    ...config,
    ...(schema !== undefined && { responseMimeType: 'application/json', responseJsonSchema: schema }),
    ...((thinkingLevel !== undefined || thinkingSummaries !== undefined) && {
      thinkingConfig: {
        ...(thinkingLevel !== undefined && {
          thinkingLevel: thinkingLevel.toUpperCase() as NonNullable<
            NonNullable<GenerationConfig['thinkingConfig']>['thinkingLevel']
          >,
        }),
        includeThoughts: thinkingSummaries === 'auto',
      },
    }),
  }
}

/** The schema of the first text format; an older form of the field is the schema itself. */
function schemaOf(request: InteractionRequest): unknown {
  const format = formatsOf(request).find((format) => ['text', 'object'].includes((format as { type: string }).type)) as
    | { type: string; mime_type?: string; schema?: unknown }
    | undefined
  if (format?.type === 'object') return format
  return format?.schema ?? (format?.mime_type === 'application/json' ? { type: 'object' } : undefined)
}
