import { eventStream } from '../../event-stream.ts'
import { pause } from '../../pace.ts'
import type { Call } from '../local/call.ts'
import { weightsOf } from '../local/weights.ts'
import { errorResponse } from './errors.ts'
import { bool, decodeBody, encode, string } from './go-json.ts'
import { digestOf, isName, pulled } from './library.ts'
import { jsonResponse } from './wire.ts'

/**
 * POST /api/pull. Everything the simulated server knows has been pulled already, so that this only looks whether it is still
 * the newest; anything else does not exist.
 */
export async function pull(call: Call): Promise<Response> {
  const fields = { model: string, name: string, insecure: bool, stream: bool, username: string, password: string }
  const body = decodeBody(call.text, 'PullRequest', fields)
  if (typeof body === 'string') return errorResponse(400, body)
  const name = String(body.model || body.name || '')
  if (!isName(name)) return errorResponse(400, 'invalid model name')
  const model = pulled(name)
  const layers = model
    ? [
        { digest: digestOf(model, 'weights'), total: weightsOf(model).bytes },
        { digest: digestOf(model, 'template'), total: 1_482 },
        { digest: digestOf(model, 'license'), total: 11_338 },
        { digest: digestOf(model, 'config'), total: 487 },
      ]
    : []
  const statuses = [
    ...layers.map(({ digest, total }) => ({
      status: `pulling ${digest.slice(0, 12)}`,
      digest: `sha256:${digest}`,
      total,
      completed: total,
    })),
    { status: 'verifying sha256 digest' },
    { status: 'writing manifest' },
    { status: 'success' },
  ]
  const missing = 'pull model manifest: file does not exist'
  if (body.stream === false) {
    await pause(400, call.signal)
    return model ? jsonResponse({ status: 'success' }) : errorResponse(500, missing)
  }

  async function* lines(signal: AbortSignal) {
    yield `${encode({ status: 'pulling manifest' })}\n`
    await pause(400, signal)
    if (!model) yield `${encode({ error: missing })}\n`
    else for (const status of statuses) yield `${encode(status)}\n`
  }
  return new Response(eventStream(call.signal, lines), { headers: { 'content-type': 'application/x-ndjson' } })
}
