import type { Transcription } from 'openai/resources/audio/transcriptions'
import { countTokens } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import type { Call, Outcome } from './call.ts'
import { noModel, unknownModel } from './errors.ts'
import { bad, fieldsProblem, missing, notOneOf } from './fields.ts'
import type { Fields } from '../field.ts'
import { pretty } from './json.ts'
import { textInWav, tonesFor, wavOf } from './sound.ts'

const speakers = ['gpt-4o-mini-tts', 'gpt-4o-mini-tts-2025-12-15', 'tts-1', 'tts-1-hd']
const listeners = ['gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'whisper-1']
const voices = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
  'fable',
  'onyx',
  'nova',
]

/** The body of POST /v1/audio/speech, as the API reference lists it. */
const fields: Fields = {
  model: { type: 'string' },
  input: { type: 'string', required: true },
  voice: { type: ['string', 'object'], required: true },
  instructions: { type: 'string' },
  response_format: { type: 'string', oneOf: ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] },
  speed: { type: 'decimal', min: 0.25, max: 4 },
  stream_format: { type: 'string', oneOf: ['sse', 'audio'] },
}

/** Most characters that are spoken. */
const longest = 4096

/** Milliseconds until an answer begins. */
const latency = 700

/**
 * POST /v1/audio/speech
 *
 * Nobody here can speak: each word is a tone. Only what needs no encoder can be written, so the format has to be asked for.
 */
export async function speech({ body, random, signal }: Call): Promise<Outcome> {
  if (body.model == null) return noModel
  const shape = fieldsProblem(body, fields)
  if (shape) return shape
  const { model, input, voice, response_format: format = 'mp3' } = body as Record<string, string>
  if (!speakers.includes(model ?? '')) return unknownModel(model ?? '')
  if (typeof voice === 'string' && !voices.includes(voice)) return notOneOf(voice, voices, 'voice')
  if (input === undefined || input.length > longest) {
    return bad(
      `Invalid 'input': string too long. Expected a string with maximum length ${longest}, but got a string with length ${input?.length} instead.`,
      'input',
      'string_above_max_length',
    )
  }
  if (format !== 'wav' && format !== 'pcm') return notOneOf(format, ['wav', 'pcm'], 'response_format')
  await pause(about(latency, random), signal)
  const samples = tonesFor(input)
  const isWav = format === 'wav'
  const headers = { 'content-type': isWav ? 'audio/wav' : 'audio/pcm' }
  return { response: new Response(isWav ? wavOf(samples, input) : samples, { headers }) }
}

/**
 * POST /v1/audio/transcriptions
 *
 * Nobody here can listen: only the files that come from POST /v1/audio/speech can be read, since they say what they say.
 */
export async function transcriptions({ form, random, signal }: Call): Promise<Outcome> {
  const [file, model, format] = ['file', 'model', 'response_format'].map((name) => form?.get(name))
  if (typeof model !== 'string' || model === '') return noModel
  if (!listeners.includes(model)) return unknownModel(model)
  if (file == null || typeof file === 'string') return missing('file')
  if (typeof format === 'string' && !['json', 'text'].includes(format)) {
    return notOneOf(format, ['json', 'text'], 'response_format')
  }
  const text = textInWav(new Uint8Array(await file.arrayBuffer()))
  if (text === undefined) {
    return bad('The audio file could not be decoded or its format is not supported.', 'file', 'invalid_value')
  }
  await pause(about(latency, random), signal)
  if (format === 'text') {
    return { response: new Response(`${text}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } }) }
  }
  // Ten tokens a second of sound.
  const heard = Math.ceil((text.match(/\S+/g) ?? []).length * 3 || 1)
  const output = countTokens(text)
  const body = {
    text,
    usage: {
      type: 'tokens',
      total_tokens: heard + output,
      input_tokens: heard,
      input_token_details: { text_tokens: 0, audio_tokens: heard },
      output_tokens: output,
    },
  } satisfies Transcription
  return { response: new Response(pretty(body), { headers: { 'content-type': 'application/json' } }) }
}
