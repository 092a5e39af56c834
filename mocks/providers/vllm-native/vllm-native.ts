import { findModel, served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { decode, encode } from '../../engine/tokens.ts'
import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { complaintsAbout } from '../complaint.ts'
import { pythonic } from '../compatible/json.ts'
import { pydanticError } from '../pydantic.ts'
import { piecesOf } from '../thoughts.ts'
import { answerBy } from '../local/call.ts'
import type { Call, NativeApi, Route } from '../local/call.ts'
import { tooDeepAt } from '../nesting.ts'
import type { Fields } from '../field.ts'
import { errorResponse, failure } from './errors.ts'

export { failure } from './errors.ts'

const tokenizeFields: Fields = {
  model: { type: 'string' },
  prompt: { type: 'string', required: true },
  add_special_tokens: { type: 'boolean' },
  return_token_strs: { type: 'boolean' },
}

const tokenizeChatFields: Fields = {
  model: { type: 'string' },
  messages: { type: 'array', required: true, items: { type: 'object' } },
  add_generation_prompt: { type: 'boolean' },
  continue_final_message: { type: 'boolean' },
  add_special_tokens: { type: 'boolean' },
  return_token_strs: { type: 'boolean' },
  tools: { type: 'array', items: { type: 'object' } },
}

const detokenizeFields: Fields = {
  model: { type: 'string' },
  tokens: { type: 'array', required: true, items: { type: 'integer', min: 0 } },
}

interface Message {
  readonly role?: unknown
  readonly content?: unknown
}

/** POST /tokenize: of a text, or of a conversation as the model's template writes it. */
function tokenize(call: Call): Response {
  const isChat = 'messages' in (parse(call.text) ?? {})
  const body = readBody(call, isChat ? tokenizeChatFields : tokenizeFields)
  if (body instanceof Response) return body
  const model = modelOf(body)
  if (model instanceof Response) return model
  if (body.continue_final_message && body.add_generation_prompt) {
    return badRequest('Cannot set both `continue_final_message` and `add_generation_prompt` to True.')
  }
  const text = isChat ? printed(body.messages as readonly Message[], body) : String(body.prompt)
  const tokens = encode(text)
  return Response.json({
    count: tokens.length,
    max_model_len: model.contextWindow,
    tokens,
    token_strs: body.return_token_strs ? piecesOf(text) : null,
  })
}

/** POST /detokenize */
function detokenize(call: Call): Response {
  const body = readBody(call, detokenizeFields)
  if (body instanceof Response) return body
  const model = modelOf(body)
  return model instanceof Response ? model : Response.json({ prompt: decode(body.tokens as readonly number[]) })
}

type Body = Readonly<Record<string, unknown>>

function readBody({ text, contentType }: Call, fields: Fields): Body | Response {
  if (!/^application\/(.+\+)?json\b/i.test(contentType)) {
    return badRequest("Unsupported Media Type: Only 'application/json' is allowed")
  }
  const body = parse(text)
  if (!body) {
    const error = { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }
    return badRequest(`1 validation error:\n  ${pythonic(error)}`)
  }
  const errors = complaintsAbout(body, fields, false).map(pydanticError)
  if (!errors.length) return body
  const list = errors.map((error) => `  ${pythonic(error)}`).join('\n')
  return badRequest(`${errors.length} validation error${errors.length > 1 ? 's' : ''}:\n${list}`)
}

function badRequest(message: string): Response {
  return errorResponse(400, 'Bad Request', message)
}

function parse(text: string): Body | undefined {
  if (tooDeepAt(256, text) !== undefined) return undefined
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Body) : undefined
  } catch {
    return undefined
  }
}

/** The model a request names; the first one where it names none. */
function modelOf({ model: name }: Body): Model | Response {
  const model = name == null ? served('vllm')[0] : findModel(String(name), 'vllm')
  return model ?? errorResponse(404, 'NotFoundError', `The model \`${String(name)}\` does not exist.`)
}

/** A conversation as a template writes it. */
function printed(
  messages: readonly Message[],
  { add_generation_prompt: opens, continue_final_message: goesOn }: Body,
): string {
  const text = messages
    .map(({ role, content }) => `<|im_start|>${String(role)}\n${textOf(content)}<|im_end|>\n`)
    .join('')
  if (goesOn) return text.replace(/<\|im_end\|>\n$/, '')
  return opens === false ? text : `${text}<|im_start|>assistant\n`
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : ''
  return content.map((part: { text?: unknown } | null) => (typeof part?.text === 'string' ? part.text : '')).join('')
}

const isWell = () => new Response(null)

const routes: readonly Route[] = [
  { method: 'POST', path: '/tokenize', answer: tokenize },
  { method: 'POST', path: '/detokenize', answer: detokenize },
  { method: 'GET', path: '/version', answer: () => Response.json({ version: '0.25.1' }) },
  { method: 'GET', path: '/health', answer: isWell },
  { method: 'GET', path: '/ping', answer: isWell },
  { method: 'POST', path: '/ping', answer: isWell },
]

const paths = new Set(routes.map(({ path }) => path))

const api: NativeApi = {
  routes,
  owns: (path) => paths.has(path),
  unknown: () => errorResponse(405, 'Method Not Allowed', 'Method Not Allowed'),
  // The key only guards what is under /v1; a test key is looked at all the same.
  turnAway: ({ key }) => (misbehaviourOf(key) === 'invalid' ? failure('invalid') : undefined),
}

/** Whether a path is that of vLLM's own API. */
export const isNative = api.owns

/**
 * Answers as vLLM's own API does.
 *
 * @returns undefined for paths that are no part of it; the request's body is unread then
 */
export function answerNative(request: Incoming): Promise<Response | undefined> {
  return answerBy(api, request)
}
