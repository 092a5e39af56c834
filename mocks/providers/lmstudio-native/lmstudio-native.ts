import type { Incoming } from '../../incoming.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { answerBy } from '../local/call.ts'
import type { NativeApi } from '../local/call.ts'
import { chat } from './chat.ts'
import { failure, jsonType } from './errors.ts'
import { listModels, loadModel, unloadModel } from './models.ts'

export { failure, streamError } from './errors.ts'

const api: NativeApi = {
  routes: [
    { method: 'POST', path: '/api/v1/chat', answer: chat },
    { method: 'GET', path: '/api/v1/models', answer: listModels },
    { method: 'POST', path: '/api/v1/models/load', answer: loadModel },
    { method: 'POST', path: '/api/v1/models/unload', answer: unloadModel },
  ],
  owns: (path) => path === '/api' || path.startsWith('/api/'),
  // It says so and means well: the status is 200.
  unknown: (method, path) =>
    Response.json({ error: `Unexpected endpoint or method. (${method} ${path})` }, { headers: jsonType }),
  turnAway: ({ key }) => (misbehaviourOf(key) === 'invalid' ? failure('invalid') : undefined),
}

/** Whether a path is that of LM Studio's own API. */
export const isNative = api.owns

/**
 * Answers as LM Studio's own API, version 1, does.
 *
 * @returns undefined for paths that are no part of it; the request's body is unread then
 */
export function answerNative(request: Incoming): Promise<Response | undefined> {
  return answerBy(api, request)
}
