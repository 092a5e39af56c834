import type { Turn } from '../../engine/engine.ts'
import { decode, encode } from '../../engine/tokens.ts'
import { pause } from '../../pace.ts'
import type { Call } from '../local/call.ts'
import { unload } from '../local/loaded.ts'
import { errorResponse, notFound } from './errors.ts'
import { decodeBody } from './go-json.ts'
import { can } from './library.ts'
import { abilityProblem, generateFields, keepAliveOf, modelOf } from './request.ts'
import type { GenerateRequest } from './request.ts'
import { lineStream, load, run } from './run.ts'
import type { Piece } from './run.ts'
import { createdAt, jsonResponse, logprobs } from './wire.ts'
import type { GenerateResponse } from './wire.ts'

/** POST /api/generate */
export async function generate(call: Call): Promise<Response> {
  const body = decodeBody(call.text, 'GenerateRequest', generateFields)
  if (typeof body === 'string') return errorResponse(400, body)
  const request = body as GenerateRequest
  const model = modelOf(request, notFound(''))
  if (model instanceof Response) return model
  const name = request.model ?? ''
  const head = () => ({ model: name, created_at: createdAt(call.random) })
  const nothing = (reason: 'load' | 'unload') =>
    jsonResponse({ ...head(), response: '', done: true, done_reason: reason } satisfies GenerateResponse)

  if (!request.prompt && keepAliveOf(request) === 0) {
    unload('ollama', model.id)
    return nothing('unload')
  }
  if (request.raw && (request.template || request.system || request.context?.length)) {
    return errorResponse(400, 'raw mode does not support template, system, or context')
  }
  const problem = abilityProblem(request, model, { verb: 'generate', insert: !!request.suffix })
  if (problem) return problem
  if (!request.prompt) {
    await load(call, request, model)
    return nothing('load')
  }
  if (request.images?.length && !can(model, 'vision')) {
    return errorResponse(500, 'this model is missing data required for image input')
  }

  const result = await run(call, request, model, turnsOf(request))
  if (result instanceof Response) return result
  const { turns, speech, metrics, doneReason } = result
  // What the next request may send back as its context: the conversation so far, in tokens.
  const context = request.raw ? {} : { context: encode(printed([...turns, { role: 'assistant', text: speech.text }])) }

  if (request.stream ?? true) {
    const line = (piece: Piece): GenerateResponse => ({
      ...head(),
      response: 'text' in piece ? piece.text : '',
      ...('thinking' in piece && { thinking: piece.thinking }),
      done: false,
      ...('text' in piece && piece.logprobs.length > 0 && { logprobs: piece.logprobs }),
    })
    const last = (): GenerateResponse => ({
      ...head(),
      response: '',
      done: true,
      done_reason: doneReason,
      ...context,
      ...metrics,
    })
    return lineStream(call, result, request.logprobs ?? false, line, last)
  }

  await pause((metrics.prompt_eval_duration + metrics.eval_duration) / 1e6, call.signal)
  const thinking = speech.thoughts.join('')
  return jsonResponse({
    ...head(),
    response: speech.text,
    ...(thinking && { thinking }),
    done: true,
    done_reason: doneReason,
    ...context,
    ...metrics,
    ...(request.logprobs && { logprobs: logprobs(speech) }),
  } satisfies GenerateResponse)
}

function turnsOf({ prompt, system, context, suffix }: GenerateRequest): Turn[] {
  const before = context?.length ? read(decode(context)) : []
  return [
    ...(system ? [{ role: 'system' as const, text: system }] : []),
    ...before,
    { role: 'user', text: suffix ? `${prompt}\n${suffix}` : (prompt ?? '') },
  ]
}

/** A conversation as a template writes it. */
function printed(turns: readonly Turn[]): string {
  return turns.map(({ role, text }) => `<|im_start|>${role}\n${text}<|im_end|>\n`).join('')
}

/** The conversation in a printed one. */
function read(text: string): Turn[] {
  const found = text.matchAll(/<\|im_start\|>(user|assistant)\n([^]*?)<\|im_end\|>/g)
  return [...found].map(([, role, said = '']) => ({ role: role as 'user' | 'assistant', text: said }))
}
