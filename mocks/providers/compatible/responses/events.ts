import type { Body } from '../json.ts'
import type { Draw, Item, Progress, ResponsesHost } from './host.ts'

/** An event, and how many tokens it took to write. */
export interface Step {
  readonly event: Body
  readonly tokens: number
}

type Told = readonly [type: string, rest: Body, tokens?: number]

/** The events of a response in their order, numbered. */
export function* stepsOf(draw: Draw, done: Progress, host: ResponsesHost): Generator<Step> {
  let number = 0
  for (const [type, rest, tokens = 0] of tellings(draw, done, host)) {
    yield { event: host.stream.event({ type, ...rest, sequence_number: number++ }), tokens }
  }
}

function* tellings(draw: Draw, done: Progress, host: ResponsesHost): Generator<Told> {
  const begun = host.response(draw, { status: 'in_progress', output: [] })
  yield ['response.created', { response: begun }]
  yield ['response.in_progress', { response: begun }]
  let held: Generator<Told> | undefined
  for (const [at, item] of draw.items.entries()) {
    if (held && item.kind === 'call') {
      yield* held
      held = undefined
    }
    yield* opening(item, at, host)
    yield* writing(item, at, host)
    if (item.kind === 'reasoning' && host.stream.closesThoughtsLate) {
      held = closing(item, at, host)
      continue
    }
    yield* closing(item, at, host)
    if (held) yield* held
    held = undefined
  }
  if (held) yield* held
  const last = done.reason && host.tellsCut ? (host.stream.cut ?? 'response.incomplete') : 'response.completed'
  yield [last, { response: host.response(draw, done) }]
}

function* opening(item: Item, at: number, host: ResponsesHost): Generator<Told> {
  yield ['response.output_item.added', { output_index: at, item: host.item(item, false) }]
  const part = partOf(item, host)
  if (part) yield [`${part}.added`, { ...placeOf(item, at), part: host.part(item.kind, '') }]
}

function* writing(item: Item, at: number, host: ResponsesHost): Generator<Told> {
  const isWhole = item.kind === 'call' && host.stream.callsWhole
  for (const delta of isWhole ? [item.text] : item.pieces) {
    const tokens = isWhole ? item.pieces.length : 1
    yield [`${nameOf(item, host)}.delta`, { ...placeOf(item, at), delta, ...logprobsOf(item) }, tokens]
  }
}

function* closing(item: Item, at: number, host: ResponsesHost): Generator<Told> {
  const { kind, text, name } = item
  const whole = kind === 'call' ? { name, arguments: text } : { text, ...logprobsOf(item) }
  yield [`${nameOf(item, host)}.done`, { ...placeOf(item, at), ...whole }]
  const part = partOf(item, host)
  if (part) yield [`${part}.done`, { ...placeOf(item, at), part: host.part(kind, text) }]
  yield ['response.output_item.done', { output_index: at, item: host.item(item, true) }]
}

function nameOf({ kind }: Item, { stream }: ResponsesHost): string {
  if (kind === 'reasoning') return stream.thoughts
  return kind === 'message' ? 'response.output_text' : 'response.function_call_arguments'
}

function partOf({ kind }: Item, { stream }: ResponsesHost): string | undefined {
  if (kind === 'reasoning') return stream.thoughtParts
  return kind === 'message' ? 'response.content_part' : undefined
}

function placeOf({ kind, id }: Item, output_index: number): Body {
  return { item_id: id, output_index, ...(kind !== 'call' && { content_index: 0 }) }
}

function logprobsOf({ kind }: Item): Body {
  return kind === 'message' ? { logprobs: [] } : {}
}
