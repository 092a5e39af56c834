import type { Room } from '../../handle.ts'
import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { now, randomFrom, seedFor } from '../../world.ts'
import { addHeaders } from '../../written-response.ts'
import { tooDeepAt } from '../nesting.ts'
import { decoded } from '../path-id.ts'
import { cancelBatch, createBatch, deleteBatch, getBatch, listBatches } from './batches.ts'
import { isProblem } from './call.ts'
import type { Endpoint, Outcome } from './call.ts'
import { countTokens } from './count-tokens.ts'
import { batchEmbedContents, embedContent } from './embed.ts'
import {
  badKey,
  largestBody,
  malformedBody,
  noKey,
  notAMessage,
  notAToken,
  tooDeep,
  tooLarge,
  twoKeys,
  unknownAddress,
} from './errors.ts'
import { mannerOf, problemResponse } from './problem.ts'
import type { Problem } from './problem.ts'
import { generateContent } from './generate.ts'
import { commonHeaders } from './headers.ts'
import { cancelInteraction, createInteraction, deleteInteraction, getInteraction } from './interactions.ts'
import { getModel, listModels } from './models.ts'
import { streamGenerateContent } from './stream.ts'

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** What follows the version; `*` stands for an id. */
  readonly path: string
  readonly endpoint: Endpoint
}

const routes: readonly Route[] = [
  { method: 'GET', path: '/models', endpoint: listModels },
  { method: 'GET', path: '/models/*', endpoint: getModel },
  { method: 'POST', path: '/models/*:generateContent', endpoint: generateContent },
  { method: 'POST', path: '/models/*:streamGenerateContent', endpoint: streamGenerateContent },
  { method: 'POST', path: '/models/*:countTokens', endpoint: countTokens },
  { method: 'POST', path: '/models/*:embedContent', endpoint: embedContent },
  { method: 'POST', path: '/models/*:batchEmbedContents', endpoint: batchEmbedContents },
  { method: 'POST', path: '/models/*:batchGenerateContent', endpoint: createBatch },
  { method: 'GET', path: '/batches', endpoint: listBatches },
  { method: 'GET', path: '/batches/*', endpoint: getBatch },
  { method: 'POST', path: '/batches/*:cancel', endpoint: cancelBatch },
  { method: 'DELETE', path: '/batches/*', endpoint: deleteBatch },
  { method: 'POST', path: '/interactions', endpoint: createInteraction },
  { method: 'GET', path: '/interactions/*', endpoint: getInteraction },
  { method: 'POST', path: '/interactions/*/cancel', endpoint: cancelInteraction },
  { method: 'DELETE', path: '/interactions/*', endpoint: deleteInteraction },
]

/** Levels of nesting that Google's parser follows. */
const deepest = 100

/** The simulated generativelanguage.googleapis.com. */
export const gemini: Room = {
  provider: 'gemini',
  hosts: ['generativelanguage.googleapis.com'],

  async answer(request) {
    const began = now()
    const url = new URL(request.url)
    const text = await request.text()
    const outcome = await decide(request, url, text)
    const response = isProblem(outcome) ? problemResponse(outcome, mannerOf(request.url)) : outcome
    addHeaders(response, commonHeaders(now() - began))
    return response
  },
}

async function decide(request: Incoming, { pathname, searchParams: query }: URL, text: string): Promise<Outcome> {
  const [, version, path] = /^\/(v1|v1beta)(\/.*)$/.exec(pathname) ?? []
  if (version === undefined || path === undefined) return unknownAddress(pathname)
  const route = routes.find((route) => route.method === request.method && idIn(route.path, path) !== undefined)
  if (!route) return unknownAddress(pathname)
  const key = keyOf(request, query)
  if (typeof key !== 'string') return key
  if (misbehaviourOf(key) === 'invalid') return badKey
  const parsed = parseBody(request.method === 'POST' ? text : '')
  if ('problem' in parsed) return parsed.problem
  const seed = seedFor(`${request.method} ${path} ${text}`)
  const call = { key, version, body: parsed.body, query, id: idIn(route.path, path) ?? '', signal: request.signal }
  return route.endpoint({ ...call, seed, random: randomFrom(seed) })
}

/** The key of the header or of ?key=; only one of them may be there. */
function keyOf(request: Incoming, query: URLSearchParams): string | Problem {
  const keys = [request.headers.get('x-goog-api-key'), query.get('key')].map((key) => key?.trim() ?? '').filter(Boolean)
  const [key] = keys
  if (keys.length > 1) return twoKeys
  if (key !== undefined) return key
  return request.headers.has('authorization') ? notAToken : noKey
}

/** What stands for `*` when the path fits the pattern, '' when the pattern has none; undefined when it does not fit. */
function idIn(pattern: string, path: string): string | undefined {
  const [before = '', after] = pattern.split('*')
  if (after === undefined) return path === pattern ? '' : undefined
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined
  const id = path.slice(before.length, path.length - after.length)
  if (id === '' || id.includes('/')) return undefined
  return decoded(id)
}

function parseBody(text: string): { body: Record<string, unknown> } | { problem: Problem } {
  if (text === '') return { body: {} }
  if (text.length > largestBody) return { problem: tooLarge }
  if (tooDeepAt(deepest, text) !== undefined) return { problem: tooDeep }
  try {
    const body: unknown = JSON.parse(text)
    const isMessage = typeof body === 'object' && body !== null && !Array.isArray(body)
    return isMessage ? { body: body as Record<string, unknown> } : { problem: notAMessage }
  } catch {
    return { problem: malformedBody(text) }
  }
}
