import type { Exchange } from '../../mocks/tape.ts'
import { differentShapes, shapeOf } from './shape.ts'

type Answer = NonNullable<Exchange['response']>

/** Headers of a connection, a cache or a network in between, and those of our own: they say nothing about the API. */
const passing =
  /^(x-workbook-|access-control-|alt-svc|cf-|server|via|date|connection|keep-alive|transfer-encoding|content-length|content-encoding|strict-transport|x-content-type|x-frame|x-xss|referrer-policy|vary|set-cookie|age|x-envoy|x-served|x-cache|nel|report-to|server-timing)/

/**
 * How a simulated answer differs from the one the real provider gave to the same request: status, headers, framing, names, types and
 * order. What the model wrote is not compared.
 *
 * @returns a phrase for each difference; none when there is no drift
 */
export function differences(recorded: Answer, simulated: Answer): string[] {
  const status =
    recorded.status === simulated.status ? [] : [`status ${recorded.status}, simulated ${simulated.status}`]
  return [
    ...status,
    ...inHeaders(recorded.headers, simulated.headers),
    ...(recorded.frames || simulated.frames ? inStreams(recorded, simulated) : inBodies(recorded.body, simulated.body)),
  ]
}

function inHeaders(recorded: Answer['headers'], simulated: Answer['headers']): string[] {
  const names = (headers: Answer['headers']) => Object.keys(headers).filter((name) => !passing.test(name))
  const kind = (headers: Answer['headers']) => (headers['content-type'] ?? 'none').replaceAll(' ', '').toLowerCase()
  return [
    ...names(recorded)
      .filter((name) => !(name in simulated))
      .map((name) => `header ${name} is only in the recording`),
    ...names(simulated)
      .filter((name) => !(name in recorded))
      .map((name) => `header ${name} is only in the simulation`),
    ...(kind(recorded) === kind(simulated) ? [] : [`content-type is ${kind(recorded)}, simulated ${kind(simulated)}`]),
  ]
}

function inBodies(recorded: string, simulated: string): string[] {
  const [a, b] = [parse(recorded), parse(simulated)]
  if (a === undefined && b === undefined) return []
  if (a === undefined || b === undefined)
    return [`the body is ${a === undefined ? 'no JSON' : 'JSON'}, simulated ${b === undefined ? 'no JSON' : 'JSON'}`]
  return differentShapes(shapeOf([a]), shapeOf([b]))
}

function inStreams(recorded: Answer, simulated: Answer): string[] {
  if (!recorded.frames || !simulated.frames)
    return [recorded.frames ? 'it is a stream, simulated it is none' : 'it is no stream, simulated it is one']
  const [a, b] = [recorded.frames.map(({ text }) => read(text)), simulated.frames.map(({ text }) => read(text))]
  const found: string[] = []
  const order = (events: typeof a) => events.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1])
  if (order(a).join() !== order(b).join()) found.push(`its events are ${brief(order(a))}; simulated ${brief(order(b))}`)
  if (lineEnds(recorded) !== lineEnds(simulated))
    found.push(`its lines end in ${lineEnds(recorded)}, simulated in ${lineEnds(simulated)}`)
  const kinds = new Set(a.map(({ kind }) => kind))
  for (const kind of kinds) {
    const of = (events: typeof a) => events.filter((event) => event.kind === kind).flatMap(({ data }) => data ?? [])
    if (!of(b).length) continue
    for (const one of differentShapes(shapeOf(of(a)), shapeOf(of(b)))) found.push(`${kind}: ${one}`)
  }
  return found
}

/** An event: by its name, by the type in its data, or as plain data. */
function read(text: string): { kind: string; data?: unknown } {
  const name = /^event: ?(.*)$/m.exec(text)?.[1]?.trim()
  const json = /^(?:data: ?)?([[{].*?)[,\r\n]*$/ms.exec(text)?.[1]
  const data = json === undefined ? undefined : parse(json)
  if (data !== undefined) {
    const type = (data as { type?: unknown }).type
    return { kind: name ?? (typeof type === 'string' ? type : 'data'), data }
  }
  return { kind: name ?? text.trim().slice(0, 20) }
}

const lineEnds = ({ body }: Answer) => (body.includes('\r\n') ? 'CR LF' : 'LF')

function brief(kinds: readonly string[]): string {
  return kinds.length > 12 ? `${kinds.slice(0, 12).join(', ')} and so on` : kinds.join(', ')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
