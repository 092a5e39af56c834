import type { Model } from '@workbook/kit'
import type { Content, FunctionDeclaration, GenerationConfig, Part } from '@google/genai'
import { invalid, invalidField } from './problem.ts'
import type { Problem } from './problem.ts'
import type { GenerateRequest } from './generate-shape.ts'
import { generationOf } from './serving.ts'
import { snakeCase } from './shapes.ts'
import { thinkingProblem } from './thinking.ts'

/** What is wrong with a request that fits its message: the first rule it breaks. */
export function generateProblem(model: Model, request: GenerateRequest): Problem | undefined {
  const config = request.generationConfig ?? {}
  return (
    contentsProblem(request.contents ?? []) ??
    rangeProblem(config) ??
    refusedProblem(model, config) ??
    thinkingProblem(model, config.thinkingConfig) ??
    formatProblem(config) ??
    toolsProblem(request) ??
    turnsProblem(request.contents ?? []) ??
    (generationOf(model) >= 3 ? signatureProblem(request.contents ?? []) : undefined) ??
    (request.cachedContent ? noCachedContent : undefined)
  )
}

const noCachedContent: Problem = {
  status: 'PERMISSION_DENIED',
  message: 'CachedContent not found (or permission denied)',
}

/** What may stand in `parts`: one of these in each. */
const data: readonly (keyof Part)[] = [
  'text',
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
]

export function contentsProblem(contents: readonly Content[]): Problem | undefined {
  if (!contents.length) return invalidField('contents', 'contents is not specified')
  for (const [at, { role, parts }] of contents.entries()) {
    if (role && !['user', 'model', 'function'].includes(role)) return invalid('Please use a valid role: user, model.')
    if (!parts?.length) return invalidField(`contents[${at}].parts`, 'contents.parts must not be empty.')
    for (const [index, part] of parts.entries()) {
      const path = `contents[${at}].parts[${index}]`
      if (!data.some((name) => part[name] !== undefined)) {
        return invalidField(`${path}.data`, "required oneof field 'data' must have one initialized field")
      }
      if (part.functionCall && !part.functionCall.name) {
        return invalidField(`${path}.function_call.name`, 'Name cannot be empty.')
      }
      if (part.functionResponse && !part.functionResponse.name) {
        return invalidField(`${path}.function_response.name`, 'Name cannot be empty.')
      }
    }
  }
  return undefined
}

/** The numbers of the generation config: the least and the most each may be, and how the service says so. */
const ranges: readonly (readonly [name: keyof GenerationConfig, min: number, max: number, reason: string])[] = [
  ['temperature', 0, 2, 'temperature must be in the range [0.0, 2.0].'],
  ['topP', 0, 1, 'top_p must be in the range [0.0, 1.0].'],
  ['topK', 1, Infinity, 'top_k must be positive.'],
  ['maxOutputTokens', 1, Infinity, 'max_output_tokens must be positive.'],
  ['candidateCount', 1, 8, 'candidate_count must be in the range [1, 8].'],
  ['presencePenalty', -2, 2, 'presence_penalty must be in the range [-2.0, 2.0].'],
  ['frequencyPenalty', -2, 2, 'frequency_penalty must be in the range [-2.0, 2.0].'],
  ['logprobs', 0, 20, 'logprobs must be in the range [0, 20].'],
]

function rangeProblem(config: GenerationConfig): Problem | undefined {
  for (const [name, min, max, reason] of ranges) {
    const value = config[name]
    if (typeof value === 'number' && (value < min || value > max)) {
      return invalidField(`generation_config.${snakeCase(name)}`, reason)
    }
  }
  if ((config.stopSequences?.length ?? 0) > 5) {
    return invalidField('generation_config.stop_sequences', 'at most 5 stop sequences may be specified.')
  }
  if (config.stopSequences?.includes('')) {
    return invalidField('generation_config.stop_sequences', 'stop sequences must not be empty.')
  }
  if (config.logprobs !== undefined && !config.responseLogprobs) {
    return invalidField('generation_config.logprobs', 'logprobs can only be set if response_logprobs is true.')
  }
  return undefined
}

/** Refused parameters, and in which words; whether a model refuses one stands in the catalogue. */
const refusals: readonly (readonly [name: keyof GenerationConfig, message: string])[] = [
  ['candidateCount', 'Multiple candidates is not enabled for this model'],
  ['presencePenalty', 'Penalty is not enabled for this model'],
  ['frequencyPenalty', 'Penalty is not enabled for this model'],
  ['responseLogprobs', 'Logprobs is not enabled for this model'],
]

function refusedProblem(model: Model, config: GenerationConfig): Problem | undefined {
  for (const [name, message] of refusals) {
    const rule = model.refuses?.[name]
    const value = config[name]
    if (!rule || value === undefined || value === false) continue
    if (rule === 'above-one' ? Number(value) > 1 : value !== 0) return invalid(message)
  }
  if ((config.maxOutputTokens ?? 0) > model.maxOutput) {
    return invalid(
      `Unable to submit request because it has a maxOutputTokens value of ${config.maxOutputTokens} but the supported ` +
        `range is from 1 (inclusive) to ${model.maxOutput + 1} (exclusive). Update the value and try again.`,
    )
  }
  return undefined
}

const mimeTypes = ['text/plain', 'application/json', 'application/xml', 'application/yaml', 'text/x.enum']

function formatProblem(config: GenerationConfig): Problem | undefined {
  const { responseMimeType: mimeType, responseSchema, responseJsonSchema } = config
  if (mimeType !== undefined && mimeType !== '' && !mimeTypes.includes(mimeType)) {
    return invalidField(
      'generation_config.response_mime_type',
      'allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and `text/x.enum`.',
    )
  }
  if (responseSchema && responseJsonSchema !== undefined) {
    return invalidField(
      'generation_config.response_json_schema',
      'only one of response_schema and response_json_schema may be set.',
    )
  }
  if (!responseSchema && responseJsonSchema === undefined) return undefined
  if (mimeType === 'application/json' || (mimeType === 'text/x.enum' && responseSchema)) return undefined
  const field = responseSchema ? 'response_schema' : 'response_json_schema'
  return invalidField(`generation_config.${field}`, 'only allowed when response_mime_type is `application/json`.')
}

export function declarationsOf(tools: GenerateRequest['tools']): FunctionDeclaration[] {
  return (tools ?? []).flatMap((tool) => ('functionDeclarations' in tool ? (tool.functionDeclarations ?? []) : []))
}

function toolsProblem({ tools, toolConfig }: GenerateRequest): Problem | undefined {
  const declarations = declarationsOf(tools)
  const names = new Set<string>()
  for (const [at, { name = '', parameters, parametersJsonSchema }] of declarations.entries()) {
    const path = `tools[0].function_declarations[${at}]`
    if (!/^[A-Za-z_][\w.:-]{0,127}$/.test(name)) {
      return invalidField(
        `${path}.name`,
        'Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), ' +
          'underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.',
      )
    }
    if (names.has(name)) return invalid(`Duplicate function declaration found: ${name}`)
    names.add(name)
    if (parameters && parametersJsonSchema !== undefined) {
      return invalidField(path, 'only one of parameters and parameters_json_schema may be set.')
    }
    if (parameters && !isObjectSchema(parameters.type, parameters.properties)) {
      return invalidField(`${path}.parameters.properties`, 'should be non-empty for OBJECT type')
    }
  }
  const { mode, allowedFunctionNames: allowed = [] } = toolConfig?.functionCallingConfig ?? {}
  if (allowed.length && mode !== 'ANY' && mode !== 'VALIDATED') {
    return invalid('Allowed function names should be set only when function calling config mode is ANY or VALIDATED.')
  }
  const stranger = allowed.find((name) => !names.has(name))
  if (stranger !== undefined) {
    return invalid(
      `Function calling config: allowed function name \`${stranger}\` is not among the function declarations.`,
    )
  }
  return undefined
}

function isObjectSchema(type: string | undefined, properties: object | undefined): boolean {
  return type !== 'OBJECT' || properties === undefined || Object.keys(properties).length > 0
}

/** Each call of a function wants its answer in the very next turn. */
function turnsProblem(contents: readonly Content[]): Problem | undefined {
  for (const [at, { parts = [] }] of contents.entries()) {
    const calls = count(parts, 'functionCall')
    const answers = count(parts, 'functionResponse')
    const next = contents[at + 1]
    if (answers && !count(contents[at - 1]?.parts ?? [], 'functionCall')) {
      return invalid('Please ensure that function response turn comes immediately after a function call turn.')
    }
    if (calls && next && count(next.parts ?? [], 'functionResponse') !== calls) {
      return invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the ' +
          'function call turn.',
      )
    }
  }
  return undefined
}

function count(parts: readonly Part[], kind: 'functionCall' | 'functionResponse'): number {
  return parts.filter((part) => part[kind]).length
}

/** From Gemini 3 on the first call of each step since the user last spoke must come back with its signature. */
function signatureProblem(contents: readonly Content[]): Problem | undefined {
  const lastWords = contents.findLastIndex(
    ({ role, parts = [] }) => role !== 'model' && parts.some((part) => part.text !== undefined),
  )
  for (const [at, { parts = [] }] of contents.entries()) {
    const first = parts.find((part) => part.functionCall)
    if (at < lastWords || !first || first.thoughtSignature) continue
    return invalid(
      'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, ' +
        'and missing thought_signature may lead to degraded model performance. Additional data, function call ' +
        `\`default_api:${first.functionCall?.name}\` , position ${at + 1}. Please refer to ` +
        'https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
    )
  }
  return undefined
}
