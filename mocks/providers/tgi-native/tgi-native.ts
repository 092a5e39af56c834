import { encode } from '../../engine/tokens.ts'
import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { hash, hex, randomFrom, randomText } from '../../world.ts'
import { piecesOf } from '../thoughts.ts'
import { answerBy } from '../local/call.ts'
import type { Call, NativeApi, Route } from '../local/call.ts'
import { failure } from './errors.ts'
import { compatGenerate, generate, generateStream, servedModel } from './generate.ts'
import { limits, readRequest } from './request.ts'

export { failure, streamError } from './errors.ts'

/** GET /info */
function info(): Response {
  const { id } = servedModel()
  const random = randomFrom(hash(id))
  return Response.json({
    model_id: id,
    model_sha: randomText(random, 40, hex),
    model_pipeline_tag: 'text-generation',
    max_concurrent_requests: 128,
    max_best_of: limits.bestOf,
    max_stop_sequences: limits.stops,
    max_input_tokens: limits.input,
    max_total_tokens: limits.total,
    validation_workers: 2,
    max_client_batch_size: 4,
    router: 'text-generation-router',
    version: '3.3.6',
    sha: randomText(random, 40, hex),
    docker_label: null,
  })
}

/** POST /tokenize: where each token of the input begins and ends, in characters. */
function tokenize(call: Call): Response {
  const request = readRequest(call)
  if (request instanceof Response) return request
  let stop = 0
  const tokens = piecesOf(request.inputs).map((text) => {
    const start = stop
    stop += [...text].length
    return { id: encode(text)[0] ?? 0, text, start, stop }
  })
  return Response.json(tokens)
}

const isWell = () => new Response(null)

const routes: readonly Route[] = [
  { method: 'POST', path: '/', answer: compatGenerate },
  { method: 'POST', path: '/generate', answer: generate },
  { method: 'POST', path: '/generate_stream', answer: generateStream },
  { method: 'POST', path: '/tokenize', answer: tokenize },
  { method: 'GET', path: '/', answer: isWell },
  { method: 'GET', path: '/health', answer: isWell },
  { method: 'GET', path: '/ping', answer: isWell },
  { method: 'GET', path: '/info', answer: info },
]

const paths = new Set(routes.map(({ path }) => path))

const api: NativeApi = {
  routes,
  owns: (path) => paths.has(path),
  unknown: () => new Response(null, { status: 405 }),
  turnAway: ({ key }) => (misbehaviourOf(key) === 'invalid' ? failure('invalid') : undefined),
}

/** Whether a path is that of Text Generation Inference's own API. */
export const isNative = api.owns

/**
 * Answers as Text Generation Inference's own API does.
 *
 * @returns undefined for paths that are no part of it; the request's body is unread then
 */
export function answerNative(request: Incoming): Promise<Response | undefined> {
  return answerBy(api, request)
}
