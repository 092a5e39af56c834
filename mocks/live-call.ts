import { bypass } from 'msw'
import { createBudget, defaultBudget } from './budget.ts'
import { keysOf, providers } from './environment.ts'
import { asRequest } from './incoming.ts'
import type { LiveTarget } from './live-address.ts'
import { isSecretHeader, isSecretParameter, secretsOf } from './redaction.ts'
import { record } from './record.ts'
import { tape } from './tape.ts'
import type { Exchange } from './tape.ts'
import { ownRefusal } from './own-refusal.ts'
import { worstCaseOf } from './worst-case.ts'

let budget = createBudget(defaultBudget)

/** Begins a run that may cost so many US dollars. */
export function setBudget(limit: number): void {
  budget = createBudget(limit)
}

/** Most redirects that are followed, as `fetch` has it. */
const mostRedirects = 20

/**
 * Sends a request to the real provider, unless it could pass the budget or carries somebody else's key, and records what comes
 * back.
 *
 * @returns the provider's answer; 402 with a sentence for a call that was not sent
 * @throws the error of a connection that fails
 */
export function sendLive(request: Request, { provider, real, home }: LiveTarget): Promise<Response> {
  const { method } = request
  const addressed = real === request.url ? request : new Request(real, request)
  let settle: (exchange: Exchange) => void = () => {}
  return record(
    addressed,
    { provider, live: true, home, onEnd: (exchange) => settle(exchange) },
    async (recorded, body) => {
      const owner = ownerOfKey(request, provider)
      if (owner)
        return ownRefusal(
          `The call to ${provider} was not sent, because it carries the key of ${owner}, which nobody else is to see.`,
        )
      const mine = budget
      const hold = mine.reserve(await worstCaseOf({ provider, method, url: home, body }, tokensOf))
      if ('refusal' in hold) return ownRefusal(hold.refusal)
      settle = (exchange) => mine.settle(hold, exchange)
      const bytes = recorded.body ? await recorded.arrayBuffer() : null
      return unpacked(await follow(await asRequest(recorded), bytes, request.signal))
    },
  )
}

/**
 * Sends it, and follows redirects; to another host without whatever tells who asks.
 *
 * @param signal the caller's own: the one of a request that was made of another request is deaf once the other is garbage
 */
async function follow(request: Request, body: ArrayBuffer | null, signal: AbortSignal): Promise<Response> {
  let current = request
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(bypass(new Request(current, { redirect: 'manual' })), { signal }).catch(
      (error: TypeError) => {
        const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException
        // With these two the interceptor takes it for the failure of a connection, which it was.
        throw Object.assign(new Error(message, { cause: error }), { code: code ?? 'UND_ERR_SOCKET', errno: -1 })
      },
    )
    const location = response.headers.get('location')
    if (!/^30[12378]$/.test(String(response.status)) || location === null || redirects === mostRedirects)
      return response
    await response.body?.cancel()
    current = redirected(current, new URL(location, current.url), response.status, body)
  }
}

function redirected(
  { url, method, headers, signal }: Request,
  to: URL,
  status: number,
  body: ArrayBuffer | null,
): Request {
  const isSame = to.origin === new URL(url).origin
  const kept = new Headers([...headers].filter(([name]) => isSame || !isSecretHeader(name)))
  const secret = [...to.searchParams.keys()].filter((name) => !isSame && isSecretParameter(name))
  for (const name of secret) to.searchParams.delete(name)
  const isPost = method === 'POST' && (status === 301 || status === 302)
  const becomesGet = isPost || (status === 303 && method !== 'HEAD')
  if (becomesGet) for (const name of ['content-type', 'content-length']) kept.delete(name)
  const init = { method: becomesGet ? 'GET' : method, headers: kept, signal }
  return new Request(to, becomesGet || body === null ? init : { ...init, body })
}

/** The response without headers that are no longer true: Node has unpacked its body. */
function unpacked(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection']) headers.delete(name)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/** Whose key a request carries, when it is not that of the provider it is sent to. */
function ownerOfKey(request: Request, provider: string): string | undefined {
  const own = keysOf(provider).map(({ key }) => key)
  const foreign = secretsOf(request).filter((secret) => !own.includes(secret))
  return providers.find((other) => other !== provider && keysOf(other).some(({ key }) => foreign.includes(key)))
}

/** Tokens of an answer that was given before, by its id: the context of a call that goes on from it. */
function tokensOf(id: string): number | undefined {
  const earlier = tape.exchanges.findLast(({ response }) => response?.body.includes(`"${id}"`))
  return earlier?.usage && earlier.usage.inputTokens + earlier.usage.outputTokens
}
