import type { BatchHost, Body } from './batch-host.ts'

/** One request of a batch. */
export interface BatchedRequest {
  readonly customId: string
  readonly body: Body
}

/** What is wrong with an input file, or with one of its lines. */
export interface InputError {
  readonly code: string
  readonly message: string
  readonly param: string | null
  /** Counted from one. */
  readonly line: number | null
}

export interface BatchInput {
  readonly requests: readonly BatchedRequest[]
  readonly errors: readonly InputError[]
}

const mostRequests = 50_000

/** Errors that are told; a file in the wrong format would have one a line. */
const mostErrors = 100

/**
 * Reads the input file of a batch: one request a line. A batch is done as a whole or not at all: one wrong line fails it.
 * What is wrong with the body of a request is not looked at, but for its model; that is told in the results.
 */
export function readBatchInput(text: string, endpoint: string, host: BatchHost): BatchInput {
  const lines = text.split('\n')
  const numbered = lines.map((line, at) => [at + 1, line] as const).filter(([, line]) => line.trim() !== '')
  if (!numbered.length) {
    const message = 'The batch input file is empty. Please ensure that the batch contains at least one request.'
    return { requests: [], errors: [{ code: 'empty_file', message, param: null, line: null }] }
  }
  if (numbered.length > mostRequests) {
    const message = `The batch input file contains ${numbered.length} requests, more than the maximum of ${mostRequests}.`
    return { requests: [], errors: [{ code: 'too_many_tasks', message, param: null, line: null }] }
  }
  const requests: BatchedRequest[] = []
  const errors: InputError[] = []
  const seen = { ids: new Set<unknown>(), model: undefined as unknown }
  for (const [line, json] of numbered) {
    if (errors.length >= mostErrors) break
    const request = parsed(json)
    const error = request ? lineError(request, endpoint, host, seen) : notJson
    if (error) errors.push({ ...error, line })
    if (!request) continue
    const { custom_id: customId, body } = request
    seen.ids.add(customId)
    seen.model ??= (body as Body | undefined)?.model
    requests.push({ customId: String(customId), body: (body ?? {}) as Body })
  }
  return errors.length ? { requests: [], errors } : { requests, errors }
}

type LineError = Omit<InputError, 'line'>

const notJson: LineError = {
  code: 'invalid_json_line',
  message: 'This line is not parseable as valid JSON.',
  param: null,
}

function lineError(
  request: Body,
  endpoint: string,
  host: BatchHost,
  seen: { readonly ids: ReadonlySet<unknown>; readonly model: unknown },
): LineError | undefined {
  const absent = ['custom_id', 'method', 'url', 'body'].find((name) => request[name] == null)
  if (absent) {
    return {
      code: 'missing_required_parameter',
      message: `Missing required parameter: '${absent}'.`,
      param: absent,
    }
  }
  const { custom_id: id, method, url, body } = request
  if (seen.ids.has(id)) {
    const message =
      `The custom_id '${String(id)}' for this request is a duplicate of another request. ` +
      'The custom_id parameter must be unique for each request in a batch.'
    return { code: 'duplicate_custom_id', message, param: 'custom_id' }
  }
  if (method !== 'POST') {
    const message = `Invalid value: '${String(method)}'. Supported values are: 'POST'.`
    return { code: 'invalid_value', message, param: 'method' }
  }
  if (url !== endpoint) {
    const message = `The URL '${String(url)}' of this request does not match the batch's endpoint '${endpoint}'.`
    return { code: 'url_mismatch', message, param: 'url' }
  }
  const { model } = body as Body
  if (model == null) {
    const message = "Missing required parameter: 'body.model'."
    return { code: 'missing_required_parameter', message, param: 'body.model' }
  }
  if (!host.serves(String(model))) {
    const message = `The provided model '${String(model)}' is not supported by the Batch API.`
    return { code: 'model_not_found', message, param: 'body.model' }
  }
  if (host.isOfOneModel && seen.model !== undefined && model !== seen.model) {
    const message =
      `The model '${String(model)}' for this request does not match the rest of the batch. ` +
      'Each batch must contain requests for a single model.'
    return { code: 'mismatched_model', message, param: 'body.model' }
  }
  return undefined
}

/** The object on a line; undefined when there is none. */
function parsed(line: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined
  } catch {
    return undefined
  }
}
