import { served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { encode } from '../../engine/tokens.ts'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { hash } from '../../world.ts'
import { piecesOf } from '../thoughts.ts'
import type { Call } from '../local/call.ts'
import { speak } from '../local/speech.ts'
import type { Speech } from '../local/speech.ts'
import { profileOf, weightsOf } from '../local/weights.ts'
import { errorEvent, errorResponse, invalid, isProblem } from './errors.ts'
import { readRequest, samples, validate } from './request.ts'
import type { GenerateRequest, Readable } from './request.ts'

/** The one model the server was started with. */
export function servedModel(): Model {
  const [model] = served('tgi')
  if (!model) throw new Error('The catalogue has no model for Text Generation Inference.')
  return model
}

interface Token {
  readonly id: number
  readonly text: string
  readonly logprob: number
  readonly special: boolean
}

/** An answer as it is about to be written. */
interface Generation {
  readonly request: GenerateRequest
  readonly readable: Readable
  readonly text: string
  readonly tokens: readonly Token[]
  readonly top: readonly (readonly Token[])[]
  readonly finish: 'length' | 'eos_token' | 'stop_sequence'
  readonly seed: number | null
  /** Milliseconds. */
  readonly times: { readonly first: number; readonly each: number; readonly total: number }
}

/** POST /generate */
export async function generate(call: Call): Promise<Response> {
  const request = readRequest(call)
  return request instanceof Response ? request : plainAnswer(call, request)
}

/** POST /generate_stream */
export function generateStream(call: Call): Response {
  const request = readRequest(call)
  return request instanceof Response ? request : streamedAnswer(call, request)
}

/** POST /, as the hosted inference API has it: a list of one answer, or a stream. */
export async function compatGenerate(call: Call): Promise<Response> {
  const request = readRequest(call)
  if (request instanceof Response) return request
  if (request.stream) return streamedAnswer(call, request)
  const response = await plainAnswer(call, request)
  if (!response.ok) return response
  const listed = new Response(`[${await response.text()}]`, response)
  const meter = meters.get(response)
  if (meter) meters.set(listed, meter)
  return listed
}

async function plainAnswer(call: Call, request: GenerateRequest): Promise<Response> {
  const generation = write(call, request, false)
  if (isProblem(generation)) return errorResponse(generation)
  const { readable, tokens, times } = generation
  await pause(times.total, call.signal)
  const wantsDetails = request.parameters.details || request.parameters.decoder_input_details
  const body = { generated_text: fullText(generation), ...(wantsDetails && { details: detailsOf(generation) }) }
  const response = Response.json(body, {
    headers: {
      'x-compute-type': 'gpu+optimized',
      'x-compute-time': String(times.total / 1000),
      'x-compute-characters': String(readable.inputs.length),
      'x-total-time': String(times.total),
      'x-validation-time': '0',
      'x-queue-time': '0',
      'x-inference-time': String(times.total),
      'x-time-per-token': String(Math.round(times.each)),
      'x-prompt-tokens': String(readable.inputTokens),
      'x-generated-tokens': String(tokens.length),
    },
  })
  measure(response, readable, () => tokens.length)
  return response
}

function streamedAnswer(call: Call, request: GenerateRequest): Response {
  const generation = write(call, request, true)
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    'x-compute-type': 'gpu+optimized',
    'x-compute-characters': String(request.inputs.length),
  }
  // The stream has begun before the request is looked at, so that its errors are events of it.
  if (isProblem(generation)) return new Response(errorEvent(generation), { headers })

  const { readable, tokens, top, times, finish, seed } = generation
  let written = 0
  async function* events(signal: AbortSignal) {
    await pause(times.first, signal)
    for (const [at, token] of tokens.entries()) {
      await pause(times.each, signal)
      written = at + 1
      const isLast = written === tokens.length
      const event = {
        index: written,
        token,
        ...(top.length > 0 && { top_tokens: top[at] ?? [] }),
        generated_text: isLast ? fullText(generation as Generation) : null,
        details: isLast
          ? { finish_reason: finish, generated_tokens: written, seed, input_length: readable.inputTokens }
          : null,
      }
      yield `data:${JSON.stringify(event)}\n\n`
    }
  }
  const response = new Response(eventStream(call.signal, events), { headers })
  measure(response, readable, () => written)
  return response
}

function write(call: Call, request: GenerateRequest, streams: boolean): Generation | ReturnType<typeof invalid> {
  const readable = validate(request, streams)
  if (isProblem(readable)) return readable
  const { parameters: p } = request
  const draws = samples(p)
  const seed = draws ? (p.seed ?? call.seed) : null
  const schema = p.grammar?.type === 'json' ? parsed(p.grammar.value) : undefined
  const speech = speak(
    {
      turns: [{ role: 'user', text: readable.inputs }],
      seed: p.seed == null ? call.seed : hash(`${p.seed} ${readable.inputs}`),
      temperature: draws ? (p.temperature ?? 1) : 0,
      topP: p.top_p ?? 1,
      ...(p.top_k != null && { topK: p.top_k }),
      frequencyPenalty: p.frequency_penalty ?? 0,
      stop: p.stop ?? [],
      maxTokens: readable.maxNewTokens,
      topLogprobs: p.top_n_tokens ?? 0,
      ...(schema && { schema }),
    },
    call.key,
  )
  const model = servedModel()
  const { firstToken, tokensPerSecond } = profileOf(weightsOf(model))
  const tokens = tokensOf(speech)
  const first = about(firstToken + readable.inputTokens / 2, call.random)
  const each = 1000 / tokensPerSecond
  return {
    request,
    readable,
    text: speech.text,
    tokens,
    top: speech.logprobs.some(({ top }) => top.length) ? speech.logprobs.map(({ top }) => top.map(tokenOf)) : [],
    finish: speech.finish === 'length' ? 'length' : speech.finish === 'stop' ? 'eos_token' : 'stop_sequence',
    seed,
    times: { first, each, total: Math.round(first + each * tokens.length) },
  }
}

const endToken: Token = { id: 151_645, text: '<|im_end|>', logprob: -0.001_953_125, special: true }

/** Everything the model wrote; when it ended by itself, the token for that too, unless that would be one too many. */
function tokensOf(speech: Speech): Token[] {
  const tokens = speech.logprobs.length
    ? speech.logprobs.map(tokenOf)
    : piecesOf(speech.text).map((text) => tokenOf({ text, logprob: 0 }))
  return speech.finish === 'stop' ? [...tokens, endToken] : tokens
}

function tokenOf({ text, logprob }: { readonly text: string; readonly logprob: number }): Token {
  return { id: encode(text)[0] ?? 0, text, logprob, special: false }
}

function fullText({ request, readable, text }: Generation): string {
  return request.parameters.return_full_text ? readable.inputs + text : text
}

function detailsOf({ request, readable, tokens, top, finish, seed }: Generation): object {
  // The probabilities of what was read are not known here.
  const prefill = request.parameters.decoder_input_details
    ? piecesOf(readable.inputs).map((text) => ({ id: encode(text)[0] ?? 0, text, logprob: null }))
    : []
  return {
    finish_reason: finish,
    generated_tokens: tokens.length,
    seed,
    prefill,
    tokens,
    ...(top.length > 0 && { top_tokens: top }),
  }
}

function parsed(schema: unknown): object | undefined {
  return typeof schema === 'string' ? (JSON.parse(schema) as object) : (schema as object)
}

/** The answer itself does not say what was read. */
function measure(response: Response, { inputTokens }: Readable, written: () => number): void {
  meters.set(response, () => ({
    model: servedModel().id,
    inputTokens,
    cachedInputTokens: 0,
    outputTokens: written(),
    reasoningTokens: 0,
  }))
}
