import type { Incoming } from '../../incoming.ts'
import { now, randomFrom, seedFor } from '../../world.ts'
import type { Random } from '../../world.ts'

/** One request to a server on the reader's own machine, as far as its endpoints need to know it. */
export interface Call {
  /** Of the header Authorization; empty when there is none, which these servers do not mind. */
  readonly key: string
  readonly path: string
  readonly url: string
  readonly contentType: string
  /** The body; bytes that are no UTF-8 have become U+FFFD. */
  readonly text: string
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
  /** The seed of everything that is left to chance in this call. */
  readonly seed: number
  /** Where its ids come from. */
  readonly random: Random
}

export type Endpoint = (call: Call) => Response | Promise<Response>

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE'
  readonly path: string
  readonly answer: Endpoint
}

/** What a server has besides the API that is compatible with OpenAI's. */
export interface NativeApi {
  readonly routes: readonly Route[]
  /** Whether a path is the native API's, known or not. */
  owns(path: string): boolean
  /** The answer to an address nobody has, or that does not know the method. */
  unknown(method: string, path: string, isPathKnown: boolean): Response
  /** Looks at who asks, before anything else; undefined lets him in. */
  turnAway(call: Call): Response | undefined
}

/**
 * Answers a request by a native API. The body is read only when the path is the API's.
 *
 * @returns undefined for any other path
 */
export async function answerBy(api: NativeApi, request: Incoming): Promise<Response | undefined> {
  const { pathname: path } = new URL(request.url)
  if (!api.owns(path)) return undefined
  const text = await request.text()
  const seed = seedFor(`${request.method} ${path} ${text}`)
  const call: Call = {
    key: /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? '',
    path,
    url: request.url,
    contentType: request.headers.get('content-type') ?? '',
    text,
    signal: request.signal,
    seed,
    random: randomFrom(seed),
  }
  const here = api.routes.filter((route) => route.path === path)
  const route = here.find(({ method }) => method === request.method)
  const response =
    api.turnAway(call) ?? (await route?.answer(call)) ?? api.unknown(request.method, path, here.length > 0)
  response.headers.set('date', new Date(now()).toUTCString())
  response.headers.set('x-workbook-mock', '1')
  return response
}
