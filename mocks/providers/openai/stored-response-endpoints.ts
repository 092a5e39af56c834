import { WrittenResponse } from '../../written-response.ts'
import { cancelWork, progressOf } from './background.ts'
import type { BackgroundWork } from './background.ts'
import type { Call, Outcome, Reply } from './call.ts'
import type { Problem } from './errors.ts'
import { bad } from './fields.ts'
import { idFamily } from './ids.ts'
import { pretty } from './json.ts'
import { responsesStream } from './responses-stream.ts'
import { storedResponses } from './stored-responses.ts'
import type { StoredResponse } from './stored-responses.ts'
import { textOf } from '../turns.ts'
import type { Message } from '../turns.ts'

/** GET /v1/responses/{id} */
export function retrieveResponse(call: Call): Outcome {
  return withStored(call, ({ response, background }) => {
    if (call.query.get('stream') === 'true') return resumed(call, background)
    return json(background ? progressOf(background) : response)
  })
}

/** The rest of a stream that broke off; only what is made in the background goes on without its reader. */
function resumed({ query, signal }: Call, background: BackgroundWork | undefined): Outcome {
  if (!background) return bad('Streaming is only supported for background responses.', 'stream', 'invalid_value')
  const after = Number(query.get('starting_after') ?? -1)
  return { response: responsesStream(background.draft, signal, () => {}, after) }
}

/** POST /v1/responses/{id}/cancel: what is over stays as it is. */
export function cancelResponse(call: Call): Outcome {
  return withStored(call, ({ background }) => {
    if (!background) return bad('Cannot cancel a synchronous response.', null, null)
    cancelWork(background)
    return json(progressOf(background))
  })
}

/** DELETE /v1/responses/{id} */
export function deleteResponse(call: Call): Outcome {
  return withStored(call, ({ response: { id } }) => {
    storedResponses.forget(id)
    return json({ id, object: 'response', deleted: true })
  })
}

/** GET /v1/responses/{id}/input_items */
export function listInputItems(call: Call): Outcome {
  return withStored(call, ({ input }) => {
    const newId = idFamily(call.random)
    const limit = Math.min(100, Math.max(1, Number(call.query.get('limit') ?? 20) || 20))
    const items = input.map((item) => {
      if (!('role' in item)) return { id: newId('msg'), ...item }
      const type = item.role === 'assistant' ? 'output_text' : 'input_text'
      const { content } = item as Message
      const parts = typeof content === 'string' ? [{ type, text: textOf(content) }] : content
      return { id: newId('msg'), type: 'message', status: 'completed', content: parts, role: item.role }
    })
    const ordered = call.query.get('order') === 'asc' ? items : items.toReversed()
    const data = ordered.slice(0, limit)
    return json({
      object: 'list',
      data,
      first_id: data[0]?.id ?? null,
      has_more: data.length < items.length,
      last_id: data.at(-1)?.id ?? null,
    })
  })
}

function withStored({ id, key }: Call, reply: (entry: StoredResponse) => Outcome): Outcome {
  if (!id.startsWith('resp')) {
    return bad(
      `Invalid 'response_id': '${id}'. Expected an ID that begins with 'resp'.`,
      'response_id',
      'invalid_value',
    )
  }
  const entry = storedResponses.find(id, key)
  return entry ? reply(entry) : notFound(id)
}

function notFound(id: string): Problem {
  return { status: 404, message: `Response with id '${id}' not found.` }
}

function json(body: object): Reply {
  return { response: new WrittenResponse(pretty(body), { headers: { 'content-type': 'application/json' } }) }
}
