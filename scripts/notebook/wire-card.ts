import { STATUS_CODES } from 'node:http'
import { shownBody } from '../../mocks/kept-body.ts'
import { tape, type Exchange } from '../../mocks/tape.ts'
import type { Tslab } from './tslab.ts'

/** Most characters of one body that a card shows. */
const most = 4000

/** Has every cell followed by a folded card for each request it made. */
export function showWireAfterCells({ jupyter }: Tslab): void {
  const prototype = jupyter.JupyterHandlerImpl.prototype
  const { handleExecuteImpl } = prototype
  const shown = new Set<number>()
  prototype.handleExecuteImpl = async function (request, writeStream, writeDisplayData) {
    const reply = await handleExecuteImpl.call(this, request, writeStream, writeDisplayData)
    for (const exchange of tape.exchanges) {
      if (shown.has(exchange.id) || !(exchange.response || exchange.error)) continue
      shown.add(exchange.id)
      writeDisplayData({
        data: { 'text/html': wireCard(exchange), 'text/plain': summary(exchange) },
        metadata: {},
      })
    }
    return reply
  }
}

/** A request and its answer as HTML, folded: what went over the wire, with every key masked by the tape. */
function wireCard(exchange: Exchange): string {
  const { request, response, error } = exchange
  const frames = response?.frames?.map(({ at, text }) => `+${Math.round(at)} ms  ${text.trimEnd()}`).join('\n')
  const sent = [
    `${request.method} ${request.url}`,
    ...headers(request.headers),
    '',
    spread(shownBody(request, request.headers['content-type'])),
  ].join('\n')
  const came = response
    ? [`${response.status} ${STATUS_CODES[response.status] ?? ''}`, ...headers(response.headers), '']
        .concat(frames ?? spread(shownBody(response, response.headers['content-type'])))
        .join('\n')
    : ''
  const block = (title: string, text: string) =>
    text &&
    `<div style="flex:1;min-width:20em"><b>${title}</b><pre style="overflow:auto">${escape(cut(text))}</pre></div>`
  return (
    `<details><summary>${escape(summary(exchange))}</summary><div style="display:flex;flex-wrap:wrap;gap:1em">` +
    `${block('Request', sent)}${block('Response', came)}${block('Error', error ?? '')}</div></details>`
  )
}

/** `call 3, live · retry of call 2 · POST api.openai.com/v1/chat/completions · 200 · 840 ms`. */
function summary({ id, live, retryOf, startedAt, request, response }: Exchange): string {
  const { host, pathname } = new URL(request.url)
  return [
    `call ${id}${live ? ', live' : ''}`,
    ...(retryOf === undefined ? [] : [`retry of call ${retryOf}`]),
    `${request.method} ${host}${pathname}`,
    ...(response ? [response.status, `${Math.round(response.finishedAt - startedAt)} ms`] : ['no answer']),
  ].join(' · ')
}

const headers = (all: Readonly<Record<string, string>>) =>
  Object.entries(all).map(([name, value]) => `${name}: ${value}`)

function spread(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function cut(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most)}\n… ${text.length - most} more characters left out`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
