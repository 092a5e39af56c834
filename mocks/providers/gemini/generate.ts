import { about, pause } from '../../pace.ts'
import type { Call, Outcome } from './call.ts'
import { wholeResponse } from './candidates.ts'
import { tooManyTokens, unknownModel } from './errors.ts'
import { badRequest } from './problem.ts'
import type { Problem } from './problem.ts'
import { generateProblem } from './generate-rules.ts'
import { generateShape } from './generate-shape.ts'
import type { GenerateRequest } from './generate-shape.ts'
import { generation } from './generation.ts'
import type { Generation } from './generation.ts'
import { jsonResponse } from './json.ts'
import { latencyOf } from './latency.ts'
import { serving } from './serving.ts'
import { read } from './shapes.ts'
import type { Random } from '../../world.ts'

/** POST /v1/models/{model}:generateContent */
export async function generateContent(call: Call): Promise<Outcome> {
  const result = begin(call, 'generateContent')
  if ('status' in result) return result
  await pause(duration(result, call.random), call.signal)
  return jsonResponse(wholeResponse(result))
}

/** Checks a request and lets the model answer it. */
export function begin(call: Call, method: string): Generation | Problem {
  const model = serving(call.id)
  if (!model || model.kind !== 'chat') return unknownModel(call.id, call.version, method)
  const { value, violations } = read(generateShape, call.body, call.version)
  if (violations.length) return badRequest(violations)
  const request = value as GenerateRequest
  const problem = generateProblem(model, request)
  if (problem) return problem
  const result = generation(call, model, request)
  const { prompt } = result.counts
  return prompt > model.contextWindow ? tooManyTokens(prompt, model.contextWindow) : result
}

/** Milliseconds until the whole answer is there; several candidates are written side by side. */
export function duration({ model, drafts }: Generation, random: Random): number {
  const { firstToken, tokensPerSecond } = latencyOf(model.id)
  const longest = Math.max(0, ...drafts.map(({ tokens, thoughtTokens }) => tokens + thoughtTokens))
  return about(firstToken + (longest * 1000) / tokensPerSecond, random)
}
