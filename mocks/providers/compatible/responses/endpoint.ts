import { eventStream } from '../../../event-stream.ts'
import { about, pause } from '../../../pace.ts'
import { meters } from '../../../tape.ts'
import { misbehaviourOf } from '../../../test-keys.ts'
import { WrittenResponse } from '../../../written-response.ts'
import { complaintsAbout } from '../../complaint.ts'
import type { Call, Outcome } from '../call.ts'
import { finishReason, usedBy } from '../completion.ts'
import type { Completion, DraftedCall } from '../completion.ts'
import type { Dialect } from '../dialect.ts'
import { complete } from '../generation.ts'
import { compact } from '../json.ts'
import type { Body } from '../json.ts'
import { isProblem } from '../problem.ts'
import { readChatRequest } from '../reading.ts'
import { stepsOf } from './events.ts'
import type { Draw, Item, Progress, ResponsesHost } from './host.ts'
import { chatBody, renamed } from './request.ts'

/** POST /responses at a host that translates it to Chat Completions. */
export async function responses(call: Call, dialect: Dialect, host: ResponsesHost): Promise<Outcome> {
  const outcome = await answered(call, dialect, host)
  if (!isProblem(outcome)) return outcome
  return host.failed?.(outcome, call.body) ?? host.told?.(outcome) ?? outcome
}

async function answered(call: Call, dialect: Dialect, host: ResponsesHost): Promise<Outcome> {
  const { key, random, signal } = call
  const complain = host.complain ?? ((complaints) => dialect.problems.complain(complaints))
  const complaints = complaintsAbout(call.body, host.fields, dialect.request.strict)
  if (complaints.length) return complain(complaints)
  const refused = host.check?.(call.body)
  if (refused) return refused
  const body = host.heeded?.(call.body) ?? call.body
  const before = host.messagesBefore?.(body, key) ?? []
  if (isProblem(before)) return before
  const chat = chatBody(body, before, host.fields)
  const readable = readChatRequest(chat.body, {
    ...dialect,
    problems: { ...dialect.problems, complain: (found) => complain(renamed(found, chat.added)) },
  })
  if ('status' in readable) return readable
  const { request, limit } = readable
  if (misbehaviourOf(key) === 'content-filter' && dialect.problems.filtered) return dialect.problems.filtered(request)
  const completion = complete(call, readable, dialect)
  if (completion.failure) return completion.failure
  const draw = drawUp(completion, call.body, host)
  const keep = () => host.keep?.(draw, chat.body.messages as readonly object[], key)
  const { firstToken, tokensPerSecond } = dialect.latency(completion.model)
  const own = {
    charged: { model: request.model, tokens: completion.counts.prompt + (limit ?? 16) },
    model: request.model,
  }
  if (request.stream) return { response: streamed(draw, dialect, host, signal, keep), ...own }
  await pause(about(firstToken + (completion.counts.completion * 1000) / tokensPerSecond, random), signal)
  keep()
  const text = host.print(host.response(draw, progressOf(draw, host)))
  return { response: new WrittenResponse(text, { headers: { 'content-type': dialect.answers.jsonType } }), ...own }
}

function drawUp(completion: Completion, body: Body, host: ResponsesHost): Draw {
  const [draft] = completion.drafts
  if (!draft) throw new Error('A completion without an answer.')
  const id = host.newId('resp', { completion, response: '', at: 0 })
  const itemOf = (kind: Item['kind'], prefix: 'rs' | 'msg' | 'fc', pieces: readonly string[], at = 0): Item => ({
    kind,
    id: host.newId(prefix, { completion, response: id, at }),
    text: pieces.join(''),
    pieces,
  })
  const calls = draft.calls.map(({ id: callId, name, arguments: text, pieces }: DraftedCall, at) => ({
    ...itemOf('call', 'fc', pieces, at),
    text,
    name,
    callId,
  }))
  const items = [
    ...(draft.thoughts.length ? [itemOf('reasoning', 'rs', draft.thoughts)] : []),
    ...(draft.text || !calls.length ? [itemOf('message', 'msg', draft.pieces)] : []),
    ...calls,
  ]
  return { completion, draft, body, id, items }
}

function progressOf({ draft, items }: Draw, host: ResponsesHost): Progress {
  const finish = finishReason(draft)
  const output = items.map((item) => host.item(item, true))
  if (!host.tellsCut || (finish !== 'length' && finish !== 'content_filter')) return { status: 'completed', output }
  return { status: 'incomplete', output, reason: finish === 'length' ? 'max_output_tokens' : finish }
}

function streamed(draw: Draw, dialect: Dialect, host: ResponsesHost, signal: AbortSignal, keep: () => void): Response {
  const { completion } = draw
  const { firstToken, tokensPerSecond } = dialect.latency(completion.model)
  const { isNamed, before, after } = host.stream
  let written = 0

  async function* frames(signal: AbortSignal) {
    if (before) yield before
    await pause(about(firstToken, completion.random), signal)
    const step = about(1000 / tokensPerSecond, completion.random)
    for (const { event, tokens } of stepsOf(draw, progressOf(draw, host), host)) {
      if (tokens) await pause(step * tokens, signal)
      written += tokens
      yield `${isNamed ? `event: ${String(event.type)}\n` : ''}data: ${compact(event)}\n\n`
    }
    keep()
    if (after) yield after
  }

  const response = new Response(eventStream(signal, frames), {
    headers: { 'content-type': dialect.answers.streamType },
  })
  // Who leaves early pays for what was written until then.
  meters.set(response, () => usedBy(completion, written))
  return response
}
