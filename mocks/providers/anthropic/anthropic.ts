import type { Room } from '../../handle.ts'
import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { now, randomFrom, seedFor } from '../../world.ts'
import { addHeaders } from '../../written-response.ts'
import { idIn } from '../path-id.ts'
import { batchResults, cancelBatch, createBatch, deleteBatch, listBatches, retrieveBatch } from './batches.ts'
import { parseBody } from './body.ts'
import { isProblem, versions } from './call.ts'
import type { Endpoint, Outcome, Version } from './call.ts'
import { countTokens } from './count-tokens.ts'
import {
  badKey,
  badVersion,
  invalid,
  noKey,
  noVersion,
  problemResponse,
  tooLarge,
  unknownAddress,
  wrongMethod,
} from './errors.ts'
import { commonHeaders } from './headers.ts'
import { messages } from './messages.ts'
import { listModels, retrieveModel } from './models.ts'
import { rateLimitHeaders } from './rate-limits.ts'

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `:id` stands for one part of the path. */
  readonly path: string
  readonly endpoint: Endpoint
}

const batch = '/v1/messages/batches/:id'

// The first that fits: what is spelt out stands before what has an id.
const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/messages', endpoint: messages },
  { method: 'POST', path: '/v1/messages/count_tokens', endpoint: countTokens },
  { method: 'POST', path: '/v1/messages/batches', endpoint: createBatch },
  { method: 'GET', path: '/v1/messages/batches', endpoint: listBatches },
  { method: 'GET', path: batch, endpoint: retrieveBatch },
  { method: 'DELETE', path: batch, endpoint: deleteBatch },
  { method: 'POST', path: `${batch}/cancel`, endpoint: cancelBatch },
  { method: 'GET', path: `${batch}/results`, endpoint: batchResults },
  { method: 'GET', path: '/v1/models', endpoint: listModels },
  { method: 'GET', path: '/v1/models/:id', endpoint: retrieveModel },
]

/** Bytes a body may have. */
const largest = (path: string) => (path === '/v1/messages/batches' ? 256 : 32) * 1024 * 1024

/** The simulated api.anthropic.com. */
export const anthropic: Room = {
  provider: 'anthropic',
  hosts: ['api.anthropic.com'],

  async answer(request) {
    const began = now()
    const { pathname, searchParams } = new URL(request.url)
    const bytes = new Uint8Array(await request.arrayBuffer())
    const { key, header } = credentials(request)
    const seed = seedFor(`${request.method} ${pathname} ${new TextDecoder().decode(bytes)}`)
    const random = randomFrom(seed)
    const headers = commonHeaders(random, key)
    const outcome = await decide()
    const response = isProblem(outcome) ? problemResponse(outcome, headers['request-id'] ?? '') : outcome.response
    if (!isProblem(outcome) && outcome.charged) Object.assign(headers, rateLimitHeaders(key, outcome.charged))
    headers['x-envoy-upstream-service-time'] = String(Math.max(1, Math.round(now() - began)))
    addHeaders(response, headers)
    return response

    async function decide(): Promise<Outcome> {
      const here = routes.filter((route) => idIn(route.path, pathname) !== undefined)
      if (!here.length) return unknownAddress
      const route = here.find(({ method }) => method === request.method)
      if (!route) return wrongMethod
      if (!key) return noKey
      if (misbehaviourOf(key) === 'invalid') return badKey(header)
      const version = request.headers.get('anthropic-version')
      if (!version) return noVersion
      if (!isVersion(version)) return badVersion(version)
      if (bytes.length > largest(pathname)) return tooLarge
      const hasBody = request.method === 'POST' && !route.path.endsWith('/cancel')
      const parsed = hasBody ? parseBody(bytes) : { body: {} }
      if ('complaint' in parsed) return invalid(parsed.complaint)
      return route.endpoint({
        key,
        version,
        beta: Boolean(request.headers.get('anthropic-beta')),
        body: parsed.body,
        query: searchParams,
        id: idIn(route.path, pathname) ?? '',
        origin: originOf(request),
        signal: request.signal,
        seed,
        random,
      })
    }
  },
}

/** The key and the header it came in; of two keys the API takes the older header's. Empty when there is none. */
function credentials(request: Incoming): { key: string; header: 'x-api-key' | 'authorization' } {
  const key = request.headers.get('x-api-key')?.trim()
  if (key) return { key, header: 'x-api-key' }
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? ''
  return { key: bearer, header: 'authorization' }
}

/** Where the client sent its request: a server that passes it on says so in the usual headers. */
function originOf({ url, headers }: Incoming): string {
  const host = headers.get('x-forwarded-host')
  return host ? `${headers.get('x-forwarded-proto') ?? 'http'}://${host}` : new URL(url).origin
}

function isVersion(version: string): version is Version {
  return (versions as readonly string[]).includes(version)
}
