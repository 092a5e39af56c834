import type { Content, GenerationConfig, SafetySetting, Tool, ToolConfig } from '@google/genai'
import { any, bool, bytes, float, int32, list, map, message, oneOf, string, struct } from './shapes.ts'
import type { Shape } from './shapes.ts'

/** The body of generateContent and streamGenerateContent, after reading. */
export interface GenerateRequest {
  readonly contents?: readonly Content[]
  readonly systemInstruction?: Content
  readonly tools?: readonly Tool[]
  readonly toolConfig?: ToolConfig
  readonly safetySettings?: readonly SafetySetting[]
  readonly generationConfig?: GenerationConfig
  readonly cachedContent?: string
}

const harmCategories = [
  'UNSPECIFIED',
  'HARASSMENT',
  'HATE_SPEECH',
  'SEXUALLY_EXPLICIT',
  'DANGEROUS_CONTENT',
  'CIVIC_INTEGRITY',
]
const thresholds = [
  'HARM_BLOCK_THRESHOLD_UNSPECIFIED',
  'BLOCK_LOW_AND_ABOVE',
  'BLOCK_MEDIUM_AND_ABOVE',
  'BLOCK_ONLY_HIGH',
  'BLOCK_NONE',
  'OFF',
]
const schemaTypes = ['TYPE_UNSPECIFIED', 'STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL']

/** A JSON Schema's predecessor, with a fixed set of keywords: additionalProperties and const are none of them. */
const schema: Shape = message('Schema', () => ({
  type: oneOf('Type', schemaTypes),
  format: string,
  title: string,
  description: string,
  nullable: bool,
  enum: list(string),
  default: any,
  example: any,
  items: schema,
  minItems: int32,
  maxItems: int32,
  minLength: int32,
  maxLength: int32,
  minProperties: int32,
  maxProperties: int32,
  minimum: float,
  maximum: float,
  pattern: string,
  properties: map(schema),
  required: list(string),
  propertyOrdering: list(string),
  anyOf: list(schema),
}))

const part = message('Part', {
  text: string,
  thought: bool,
  thoughtSignature: bytes,
  inlineData: message('Blob', { mimeType: string, data: bytes, displayName: string }),
  fileData: message('FileData', { mimeType: string, fileUri: string, displayName: string }),
  functionCall: message('FunctionCall', { id: string, name: string, args: struct }),
  functionResponse: message('FunctionResponse', {
    id: string,
    name: string,
    response: struct,
    parts: any,
    willContinue: bool,
    scheduling: any,
  }),
  executableCode: struct,
  codeExecutionResult: struct,
  toolCall: struct,
  toolResponse: struct,
  videoMetadata: struct,
  mediaResolution: any,
  mediaProcessing: any,
  partMetadata: struct,
  speechMetadata: struct,
})

export const content: Shape = message('Content', { parts: list(part), role: string })

const functionDeclaration = message('FunctionDeclaration', {
  name: string,
  description: string,
  behavior: any,
  parameters: schema,
  parametersJsonSchema: any,
  response: schema,
  responseJsonSchema: any,
})

const tool = message('Tool', {
  functionDeclarations: list(functionDeclaration),
  googleSearch: struct,
  googleSearchRetrieval: struct,
  googleMaps: struct,
  codeExecution: struct,
  computerUse: struct,
  urlContext: struct,
  fileSearch: struct,
  mcpServers: any,
})

const toolConfig = message('ToolConfig', {
  functionCallingConfig: message('FunctionCallingConfig', {
    mode: oneOf('FunctionCallingConfig.Mode', ['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED']),
    allowedFunctionNames: list(string),
  }),
  retrievalConfig: struct,
  includeServerSideToolInvocations: bool,
})

const generationConfig: Shape = message('GenerationConfig', {
  temperature: float,
  topP: float,
  topK: int32,
  maxOutputTokens: int32,
  stopSequences: list(string),
  candidateCount: int32,
  seed: int32,
  presencePenalty: float,
  frequencyPenalty: float,
  responseLogprobs: bool,
  logprobs: int32,
  responseMimeType: string,
  responseSchema: schema,
  responseJsonSchema: any,
  responseFormat: any,
  responseModalities: list(
    oneOf('GenerationConfig.Modality', ['MODALITY_UNSPECIFIED', 'TEXT', 'IMAGE', 'AUDIO', 'VIDEO']),
  ),
  mediaResolution: any,
  speechConfig: struct,
  imageConfig: struct,
  enableAffectiveDialog: bool,
  enableEnhancedCivicAnswers: bool,
  thinkingConfig: message('ThinkingConfig', {
    includeThoughts: bool,
    thinkingBudget: int32,
    thinkingLevel: oneOf('ThinkingConfig.ThinkingLevel', [
      'THINKING_LEVEL_UNSPECIFIED',
      'MINIMAL',
      'LOW',
      'MEDIUM',
      'HIGH',
      'XHIGH',
    ]),
  }),
})

/** GenerateContentRequest, as the API reference lists it. */
export const generateShape: Shape = message('GenerateContentRequest', {
  model: string,
  contents: list(content),
  systemInstruction: content,
  tools: list(tool),
  toolConfig,
  safetySettings: list(
    message('SafetySetting', {
      category: oneOf(
        'HarmCategory',
        harmCategories.map((name) => `HARM_CATEGORY_${name}`),
      ),
      threshold: oneOf('SafetySetting.HarmBlockThreshold', thresholds),
    }),
  ),
  generationConfig,
  cachedContent: string,
  serviceTier: string,
  store: bool,
  labels: struct,
})
