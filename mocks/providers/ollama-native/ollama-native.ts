import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { answerBy } from '../local/call.ts'
import type { Endpoint, NativeApi, Route } from '../local/call.ts'
import { chat } from './chat.ts'
import { embed, embeddings } from './embed.ts'
import { errorResponse, failure } from './errors.ts'
import { generate } from './generate.ts'
import { listModels, listRunning, showModel, version } from './models.ts'
import { pull } from './pull.ts'

export { failure, streamError } from './errors.ts'

const plain = { 'content-type': 'text/plain; charset=utf-8' }

const home: Endpoint = () => new Response('Ollama is running', { headers: plain })

/** What changes the library or the account: there is none here that could be changed. */
const notSimulated: Endpoint = ({ path }) => errorResponse(500, `${path} is not part of the simulated Ollama`)

const read: readonly Omit<Route, 'method'>[] = [
  { path: '/', answer: home },
  { path: '/api/tags', answer: listModels },
  { path: '/api/version', answer: version },
]

const routes: readonly Route[] = [
  ...read.flatMap((route): Route[] => [
    { ...route, method: 'GET' },
    { path: route.path, method: 'HEAD', answer: async (call) => new Response(null, await route.answer(call)) },
  ]),
  { method: 'POST', path: '/api/chat', answer: chat },
  { method: 'POST', path: '/api/generate', answer: generate },
  { method: 'POST', path: '/api/embed', answer: embed },
  { method: 'POST', path: '/api/embeddings', answer: embeddings },
  { method: 'POST', path: '/api/show', answer: showModel },
  { method: 'GET', path: '/api/ps', answer: listRunning },
  { method: 'POST', path: '/api/pull', answer: pull },
  ...['/api/create', '/api/push', '/api/copy', '/api/me', '/api/signout', '/api/web_search', '/api/web_fetch'].map(
    (path): Route => ({ method: 'POST', path, answer: notSimulated }),
  ),
  { method: 'DELETE', path: '/api/delete', answer: notSimulated },
]

const api: NativeApi = {
  routes,
  owns: (path) => path === '/' || path === '/api' || path.startsWith('/api/'),
  unknown: (_, __, isPathKnown) =>
    isPathKnown
      ? new Response('405 method not allowed', { status: 405, headers: plain })
      : new Response('404 page not found', { status: 404, headers: plain }),
  // It asks nobody for a key, but a test key is meant to be looked at.
  turnAway: ({ key }) => (misbehaviourOf(key) === 'invalid' ? failure('invalid') : undefined),
}

/** Whether a path is that of Ollama's own API. */
export const isNative = api.owns

/**
 * Answers as Ollama's own API does.
 *
 * @returns undefined for paths that are no part of it; the request's body is unread then
 */
export function answerNative(request: Incoming): Promise<Response | undefined> {
  return answerBy(api, request)
}
