import type { Content, CountTokensResponse } from '@google/genai'
import { about, pause } from '../../pace.ts'
import type { Call, Outcome } from './call.ts'
import { unknownModel } from './errors.ts'
import { badRequest } from './problem.ts'
import { contentsProblem } from './generate-rules.ts'
import { content, generateShape } from './generate-shape.ts'
import type { GenerateRequest } from './generate-shape.ts'
import { jsonResponse } from './json.ts'
import { promptSize } from './prompt.ts'
import { serving } from './serving.ts'
import { list, message, read } from './shapes.ts'
import type { Wire } from './usage.ts'

/** CountTokensRequest: contents alone, or a whole request with its instruction and tools. */
const shape = message('CountTokensRequest', {
  contents: list(content),
  generateContentRequest: generateShape,
})

/** POST /v1/models/{model}:countTokens */
export async function countTokens(call: Call): Promise<Outcome> {
  const model = serving(call.id)
  if (!model) return unknownModel(call.id, call.version, 'countTokens')
  const { value, violations } = read(shape, call.body, call.version)
  if (violations.length) return badRequest(violations)
  const { contents, generateContentRequest } = value as {
    contents?: readonly Content[]
    generateContentRequest?: GenerateRequest
  }
  const request = generateContentRequest ?? { contents: contents ?? [] }
  const problem = contentsProblem(request.contents ?? [])
  if (problem) return problem
  const { tokens, images } = promptSize(model, request)
  await pause(about(90, call.random), call.signal)
  return jsonResponse({
    totalTokens: tokens,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: tokens - images },
      ...(images ? [{ modality: 'IMAGE', tokenCount: images }] : []),
    ],
  } satisfies Wire<Pick<CountTokensResponse, 'totalTokens'>> & { promptTokensDetails: object[] })
}
