import type { Room } from '../../handle.ts'
import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { now, randomFrom, seedFor } from '../../world.ts'
import { addHeaders } from '../../written-response.ts'
import type { Call, Outcome, Reply, Route } from './call.ts'
import { isProblem } from './call.ts'
import { chat } from './chat.ts'
import { embeddings } from './embeddings.ts'
import { badKey, malformedBody, noKey, problemResponse, unknownAddress, wrongMethod } from './errors.ts'
import { contentOf, formOf } from '../form.ts'
import { idIn } from '../path-id.ts'
import { accountHeaders, commonHeaders } from './headers.ts'
import { speech, transcriptions } from './audio.ts'
import { batchRoutes } from './batches.ts'
import { fineTuningRoutes } from './fine-tuning.ts'
import { images } from './images.ts'
import { moderations } from './moderations.ts'
import { fileRoutes } from './files.ts'
import { countInputTokens } from './input-tokens.ts'
import { openaiModel } from './model-rules.ts'
import { deleteModel, listModels, retrieveModel } from './models.ts'
import { rateLimitHeaders } from './rate-limits.ts'
import { responses } from './responses.ts'
import { cancelResponse, deleteResponse, listInputItems, retrieveResponse } from './stored-response-endpoints.ts'

const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/chat/completions', endpoint: chat },
  { method: 'POST', path: '/v1/responses', endpoint: responses },
  { method: 'POST', path: '/v1/responses/input_tokens', endpoint: countInputTokens },
  { method: 'GET', path: '/v1/responses/:id', endpoint: retrieveResponse },
  { method: 'DELETE', path: '/v1/responses/:id', endpoint: deleteResponse },
  { method: 'POST', path: '/v1/responses/:id/cancel', endpoint: cancelResponse },
  { method: 'GET', path: '/v1/responses/:id/input_items', endpoint: listInputItems },
  { method: 'POST', path: '/v1/embeddings', endpoint: embeddings },
  { method: 'GET', path: '/v1/models', endpoint: listModels },
  { method: 'GET', path: '/v1/models/:id', endpoint: retrieveModel },
  { method: 'DELETE', path: '/v1/models/:id', endpoint: deleteModel },
  { method: 'POST', path: '/v1/moderations', endpoint: moderations },
  { method: 'POST', path: '/v1/images/generations', endpoint: images },
  { method: 'POST', path: '/v1/audio/speech', endpoint: speech },
  { method: 'POST', path: '/v1/audio/transcriptions', endpoint: transcriptions },
  ...fileRoutes,
  ...batchRoutes,
  ...fineTuningRoutes,
]

/** The simulated api.openai.com. */
export const openai: Room = {
  provider: 'openai',
  hosts: ['api.openai.com'],

  async answer(request) {
    const began = now()
    const url = new URL(request.url)
    const form = await formOf(request)
    const text = form ? '' : await request.text()
    const seed = seedFor(`${request.method} ${url.pathname} ${form ? await contentOf(form) : text}`)
    const random = randomFrom(seed)
    const key = apiKey(request)
    const call = { key, query: url.searchParams, signal: request.signal, seed, random, ...(form && { form }) }
    const outcome = await decide(request.method, url.pathname, text, call)
    const response = isProblem(outcome) ? problemResponse(outcome) : outcome.response
    const headers = { ...commonHeaders(random), ...moreHeaders(outcome, response.status, key, now() - began) }
    addHeaders(response, headers)
    return response
  },
}

function routesAt(path: string): readonly Route[] {
  return routes.filter((route) => idIn(route.path, path) !== undefined)
}

/** Finds who answers: address and key are looked at before anything else. */
function decide(
  method: string,
  path: string,
  text: string,
  call: Omit<Call, 'body' | 'id'>,
): Outcome | Promise<Outcome> {
  const here = fixed.get(path) ?? routesAt(path)
  if (!here.length) return unknownAddress(method, path)
  if (!call.key) return noKey
  if (misbehaviourOf(call.key) === 'invalid') return badKey(call.key)
  // A fixed path comes before one that has a name in it.
  const route = here.find((candidate) => candidate.method === method)
  if (!route) return wrongMethod(method)
  const body = parseBody(text)
  if (!body) return malformedBody
  return route.endpoint({ ...call, body, id: idIn(route.path, path) ?? '' })
}

/** Who is not let in learns nothing of the account; what the gateway turns away is not worked on. */
function moreHeaders(outcome: Outcome, status: number, key: string, processing: number): Record<string, string> {
  if (status === 401 || status === 405) return {}
  const account = accountHeaders(key, processing)
  if (isProblem(outcome)) {
    if (outcome.by === 'gateway' || !key) return {}
    return status === 404 ? { 'openai-organization': account['openai-organization'] ?? '' } : account
  }
  return { ...account, ...limitHeaders(outcome, key) }
}

function limitHeaders({ charged }: Reply, key: string): Record<string, string> {
  if (!charged) return {}
  return rateLimitHeaders(key, openaiModel(charged.model)?.kind ?? 'chat', charged.model, charged.tokens)
}

/** The key of an Authorization header; empty when there is none. */
function apiKey(request: Incoming): string {
  return /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? ''
}

/** The routes at each path that has no name in it, where most requests go. */
const fixed = new Map(routes.filter(({ path }) => !path.includes(':')).map(({ path }) => [path, routesAt(path)]))

function parseBody(text: string): Record<string, unknown> | undefined {
  if (text === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
