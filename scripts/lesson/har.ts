import { STATUS_CODES } from 'node:http'
import { sizeOf } from '../../mocks/kept-body.ts'
import type { Exchange } from '../../mocks/tape.ts'

/**
 * Exchanges as an HTTP archive, which the network panel of a browser opens.
 *
 * Source: HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/
 */
export function harOf(exchanges: readonly Exchange[]): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'llm-api-workbook', version: '0.1.0' },
      entries: exchanges.map(entryOf),
    },
  }
}

function entryOf(exchange: Exchange): object {
  const { id, startedAt, request, response, error, live, provider, retryOf, sentFrom, usage, cost } = exchange
  const time = response ? response.finishedAt - startedAt : 0
  // Of a stream the wait ends at the first frame; of a whole answer it is not known how much of the time was sending.
  const wait = response?.frames?.[0]?.at ?? time
  const size = response ? sizeOf(response) : 0
  const type = (headers: Readonly<Record<string, string>>) => headers['content-type'] ?? ''
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(Object.entries(request.headers)),
      queryString: pairs(new URL(request.url).searchParams),
      ...(request.body !== '' && {
        postData: {
          mimeType: type(request.headers),
          params: [],
          text: request.body,
          // The format knows base64 in answers only.
          ...(request.encoding && { _encoding: request.encoding }),
        },
      }),
      headersSize: -1,
      bodySize: sizeOf(request),
    },
    response: {
      // Status 0 is how browsers export a request that got no answer.
      status: response?.status ?? 0,
      statusText: STATUS_CODES[response?.status ?? 0] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(Object.entries(response?.headers ?? {})),
      content: {
        size,
        mimeType: type(response?.headers ?? {}) || 'x-unknown',
        text: response?.body ?? '',
        ...(response?.encoding && { encoding: response.encoding }),
      },
      redirectURL: response?.headers.location ?? '',
      headersSize: -1,
      bodySize: size,
      ...(error !== undefined && { _error: error }),
    },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait, receive: Math.max(time - wait, 0) },
    // Names of our own begin with an underscore, as the format asks for.
    _id: id,
    _provider: provider,
    _live: live,
    ...(retryOf !== undefined && { _retryOf: retryOf }),
    ...(sentFrom !== undefined && { _sentFrom: sentFrom }),
    ...(usage && { _usage: usage }),
    ...(cost !== undefined && { _costInDollars: cost }),
    ...(response?.frames && { _frames: response.frames }),
  }
}

/** As the format lists them; a parameter may be there more than once. */
function pairs(all: Iterable<readonly [name: string, value: string]>): { name: string; value: string }[] {
  return [...all].map(([name, value]) => ({ name, value }))
}
