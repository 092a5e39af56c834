import { served } from '@workbook/kit'
import { generate } from '../../engine/engine.ts'
import { decode, encode } from '../../engine/tokens.ts'
import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { perWorld } from '../../world.ts'
import { complaintsAbout } from '../complaint.ts'
import { pydanticError } from '../pydantic.ts'
import { answerBy } from '../local/call.ts'
import type { Call, Endpoint, NativeApi, Route } from '../local/call.ts'
import { tooDeepAt } from '../nesting.ts'
import type { Fields } from '../field.ts'
import { errorResponse, failure } from './errors.ts'

export { failure } from './errors.ts'

type Body = Readonly<Record<string, unknown>>

/** The model that is loaded; null when none is. */
const current = perWorld(() => ({ model: served('textgen')[0]?.id ?? null }))

const text: Fields = { text: { type: 'string', required: true } }

/** An endpoint that reads a body. */
function reading(fields: Fields, answer: (body: Body, call: Call) => Response): Endpoint {
  return (call) => {
    const body = tooDeepAt(256, call.text) !== undefined ? undefined : parse(call.text)
    if (body === undefined) {
      const broken = { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }
      return errorResponse(422, [{ ...broken, ctx: { error: 'Expecting value' } }])
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      const msg = 'Input should be a valid dictionary or object to extract fields from'
      return errorResponse(422, [{ type: 'model_attributes_type', loc: ['body'], msg, input: body }])
    }
    const errors = complaintsAbout(body, fields, false).map(pydanticError)
    return errors.length ? errorResponse(422, errors) : answer(body as Body, call)
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

const encodeText = reading(text, ({ text }) => {
  const tokens = encode(String(text))
  return Response.json({ tokens, length: tokens.length })
})

const countTokens = reading(text, ({ text }) => Response.json({ length: encode(String(text)).length }))

const decodeTokens = reading(
  { tokens: { type: 'array', required: true, items: { type: 'integer', min: 0 } } },
  ({ tokens }) => Response.json({ text: decode(tokens as readonly number[]) }),
)

/** The most probable next tokens with their probabilities, or with their logits; twenty at most. */
const logits = reading(
  {
    prompt: { type: 'string', required: true },
    top_logits: { type: 'integer' },
    use_samplers: { type: 'boolean' },
    temperature: { type: 'decimal' },
  },
  ({ prompt, top_logits: most, use_samplers: usesSamplers, temperature }, { seed }) => {
    const { logprobs } = generate({
      turns: [{ role: 'user', text: String(prompt) }],
      seed,
      temperature: usesSamplers && typeof temperature === 'number' ? Math.max(0, temperature) : 1,
      maxTokens: 1,
      topLogprobs: Math.max(1, Math.min(20, Number(most ?? 50))),
    })
    const top = logprobs[0]?.top ?? []
    return Response.json({ logits: Object.fromEntries(top.map(({ text, logprob }) => [text, Math.exp(logprob)])) })
  },
)

interface Message {
  readonly role?: unknown
  readonly content?: unknown
}

const chatPrompt = reading(
  { messages: { type: 'array', required: true, items: { type: 'object' } } },
  ({ messages }) => {
    const turns = (messages as readonly Message[]).map(
      ({ role, content }) => `<|im_start|>${String(role)}\n${typeof content === 'string' ? content : ''}<|im_end|>\n`,
    )
    return Response.json({ prompt: `${turns.join('')}<|im_start|>assistant\n` })
  },
)

const modelInfo: Endpoint = () =>
  Response.json({ model_name: current().model ?? 'None', lora_names: [], loader: current().model ? 'llama.cpp' : null })

const listModels: Endpoint = () => Response.json({ model_names: served('textgen').map(({ id }) => id) })

const loadModel = reading(
  { model_name: { type: 'string', required: true }, args: { type: 'object' }, settings: { type: 'object' } },
  ({ model_name: name }) => {
    const model = served('textgen').find(({ id }) => id === name)
    if (!model) return errorResponse(400, 'Failed to load the model.')
    current().model = model.id
    return Response.json('OK')
  },
)

const unloadModel: Endpoint = () => {
  current().model = null
  return Response.json(null)
}

const base = '/v1/internal'

const routes: readonly Route[] = [
  { method: 'GET', path: `${base}/health`, answer: () => Response.json({ status: 'ok' }) },
  { method: 'POST', path: `${base}/encode`, answer: encodeText },
  { method: 'POST', path: `${base}/decode`, answer: decodeTokens },
  { method: 'POST', path: `${base}/token-count`, answer: countTokens },
  { method: 'POST', path: `${base}/logits`, answer: logits },
  { method: 'POST', path: `${base}/chat-prompt`, answer: chatPrompt },
  { method: 'POST', path: `${base}/stop-generation`, answer: () => Response.json('OK') },
  { method: 'GET', path: `${base}/model/info`, answer: modelInfo },
  { method: 'GET', path: `${base}/model/list`, answer: listModels },
  { method: 'POST', path: `${base}/model/load`, answer: loadModel },
  { method: 'POST', path: `${base}/model/unload`, answer: unloadModel },
  { method: 'GET', path: `${base}/lora/list`, answer: () => Response.json({ lora_names: [] }) },
  { method: 'POST', path: `${base}/lora/unload`, answer: () => Response.json('OK') },
]

const api: NativeApi = {
  routes,
  owns: (path) => path.startsWith(`${base}/`),
  unknown: (_, __, isPathKnown) =>
    isPathKnown ? errorResponse(405, 'Method Not Allowed') : errorResponse(404, 'Not Found'),
  turnAway: ({ key }) => (misbehaviourOf(key) === 'invalid' ? failure('invalid') : undefined),
}

/** Whether a path is that of Text Generation WebUI's own API. */
export const isNative = api.owns

/**
 * Answers as Text Generation WebUI's own API does.
 *
 * @returns undefined for paths that are no part of it; the request's body is unread then
 */
export function answerNative(request: Incoming): Promise<Response | undefined> {
  return answerBy(api, request)
}
