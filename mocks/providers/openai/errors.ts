import { WrittenResponse } from '../../written-response.ts'
import { pretty } from './json.ts'

/** What is wrong with a request, as OpenAI says it. */
export interface Problem {
  readonly status: number
  readonly message: string
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | null
  /** Who turned the request away before a model saw it: the gateway has a hand of its own. */
  readonly by?: 'router' | 'gateway'
}

/** A problem as it stands in a body. */
export function errorOf({ message, type, param, code }: Problem): object {
  return { message, type: type ?? 'invalid_request_error', param: param ?? null, code: code ?? null }
}

/** The response that tells a problem; the caller adds the headers every response has. */
export function problemResponse(problem: Problem): Response {
  const { status, by } = problem
  const error = errorOf(problem)
  const headers: Record<string, string> = by
    ? { 'content-type': 'application/json; charset=utf-8', vary: 'Origin' }
    : { 'content-type': 'application/json' }
  const body = by === 'gateway' ? `${JSON.stringify({ error }, null, 4)}\n` : pretty({ error })
  return new WrittenResponse(body, { status, headers })
}

const keysPage = 'https://platform.openai.com/account/api-keys'

export const noKey: Problem = {
  status: 401,
  message:
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
    "(i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API " +
    `from your browser and are prompted for a username and password. You can obtain an API key from ${keysPage}.`,
}

/** A key nobody was given; long ones are masked but for the first eight and the last four characters. */
export function badKey(key: string): Problem {
  const masked = key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}` : key
  return {
    status: 401,
    message: `Incorrect API key provided: ${masked}. You can find your API key at ${keysPage}.`,
    code: 'invalid_api_key',
  }
}

export const malformedBody: Problem = {
  status: 400,
  message:
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library " +
    'correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble ' +
    'figuring out how to fix this, please contact us through our help center at help.openai.com.)',
}

export const noModel: Problem = { status: 400, message: 'you must provide a model parameter' }

/** An id nobody ever served, in Chat Completions, embeddings and the models endpoint. */
export function unknownModel(id: string): Problem {
  return {
    status: 404,
    message: `The model \`${id}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
    by: 'router',
  }
}

/** The same in Responses. */
export function unknownModelInResponses(id: string): Problem {
  return {
    status: 400,
    message: `The requested model '${id}' does not exist.`,
    param: 'model',
    code: 'model_not_found',
  }
}

/** A model that was shut down. */
export function retiredModel(id: string): Problem {
  return {
    status: 404,
    message: `The model \`${id}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`,
    code: 'model_not_found',
    by: 'gateway',
  }
}

export function unknownAddress(method: string, path: string): Problem {
  return { status: 404, message: `Invalid URL (${method} ${path})` }
}

export function wrongMethod(method: string): Problem {
  return {
    status: 405,
    message: `Not allowed to ${method} on this endpoint. Check the API reference for the methods it knows.`,
    code: 'method_not_supported',
  }
}
