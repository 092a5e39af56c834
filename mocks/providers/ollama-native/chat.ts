import type { Prompt, Turn } from '../../engine/engine.ts'
import { pause } from '../../pace.ts'
import { randomText } from '../../world.ts'
import { lowerCase } from '../compatible/ids.ts'
import type { Call } from '../local/call.ts'
import { unload } from '../local/loaded.ts'
import { errorResponse } from './errors.ts'
import { decodeBody } from './go-json.ts'
import { can } from './library.ts'
import { abilityProblem, chatFields, keepAliveOf, modelOf } from './request.ts'
import type { ChatRequest, WireMessage } from './request.ts'
import { lineStream, load, run } from './run.ts'
import type { Piece } from './run.ts'
import { createdAt, jsonResponse, logprobs } from './wire.ts'
import type { ChatResponse, WireToolCall } from './wire.ts'

/** POST /api/chat */
export async function chat(call: Call): Promise<Response> {
  const body = decodeBody(call.text, 'ChatRequest', chatFields)
  if (typeof body === 'string') return errorResponse(400, body)
  const request = body as ChatRequest
  const model = modelOf(request, errorResponse(400, 'model is required'))
  if (model instanceof Response) return model
  const messages = (request.messages ?? []).filter((message) => message !== null)
  const name = request.model ?? ''

  const nothing = (reason: 'load' | 'unload') =>
    jsonResponse({
      model: name,
      created_at: createdAt(call.random),
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: reason,
    } satisfies ChatResponse)
  if (!messages.length && keepAliveOf(request) === 0) {
    unload('ollama', model.id)
    return nothing('unload')
  }
  const tools = toolsOf(request)
  const problem = abilityProblem(request, model, { verb: 'chat', tools: tools.length > 0 })
  if (problem) return problem
  if (!messages.length) {
    await load(call, request, model)
    return nothing('load')
  }
  if (!can(model, 'vision') && messages.some(({ images }) => images?.length)) {
    return errorResponse(500, 'this model is missing data required for image input')
  }

  const result = await run(call, request, model, turnsOf(messages), tools)
  if (result instanceof Response) return result
  const { speech, metrics, doneReason } = result
  const calls = speech.calls.map(({ name, arguments: given }, index): WireToolCall => ({
    id: `call_${randomText(call.random, 8, lowerCase)}`,
    function: { index, name, arguments: given },
  }))
  const head = () => ({ model: name, created_at: createdAt(call.random) })

  if (request.stream ?? true) {
    const line = (piece: Piece): ChatResponse => ({
      ...head(),
      message: {
        role: 'assistant',
        content: 'text' in piece ? piece.text : '',
        ...('thinking' in piece && { thinking: piece.thinking }),
        ...('call' in piece && { tool_calls: calls.slice(piece.call, piece.call + 1) }),
      },
      done: false,
      ...('text' in piece && piece.logprobs.length > 0 && { logprobs: piece.logprobs }),
    })
    const last = (): ChatResponse => ({
      ...head(),
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: doneReason,
      ...metrics,
    })
    return lineStream(call, result, request.logprobs ?? false, line, last)
  }

  await pause((metrics.prompt_eval_duration + metrics.eval_duration) / 1e6, call.signal)
  const thinking = speech.thoughts.join('')
  return jsonResponse({
    ...head(),
    message: {
      role: 'assistant',
      content: speech.text,
      ...(thinking && { thinking }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
    done: true,
    done_reason: doneReason,
    ...(request.logprobs && { logprobs: logprobs(speech) }),
    ...metrics,
  } satisfies ChatResponse)
}

const roles: Readonly<Record<string, Turn['role']>> = {
  system: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
}

/** Nobody checks the roles; a template passes over those it does not know, here they are the user's. */
function turnsOf(messages: readonly WireMessage[]): Turn[] {
  return messages.map(({ role, content }) => ({
    role: roles[(role ?? '').toLowerCase()] ?? 'user',
    text: content ?? '',
  }))
}

function toolsOf({ tools }: ChatRequest): NonNullable<Prompt['tools']> {
  return (tools ?? []).flatMap((tool) => {
    const f = tool?.function
    if (!f?.name) return []
    return [{ name: f.name, parameters: f.parameters ?? {}, ...(f.description && { description: f.description }) }]
  })
}
