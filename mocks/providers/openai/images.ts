import type { ImagesResponse } from 'openai/resources/images'
import { countTokens } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import { hash, nowInSeconds } from '../../world.ts'
import type { Call, Outcome } from './call.ts'
import { noModel, unknownModel } from './errors.ts'
import type { Problem } from './errors.ts'
import { bad, fieldsProblem, notOneOf } from './fields.ts'
import type { Fields } from '../field.ts'
import { pretty } from './json.ts'
import { plainPng } from './png.ts'

/** Who paints, by the installed SDK's list. */
const models = [
  'gpt-image-2.6-sunburst',
  'gpt-image-2.6-flare',
  'gpt-image-2.5-sunburst',
  'gpt-image-2.5-flare',
  'gpt-image-2',
  'gpt-image-1.5',
]

const sizes = ['1024x1024', '1536x1024', '1024x1536', 'auto']

/** The body of POST /v1/images/generations, as the API reference lists it. */
const fields: Fields = {
  prompt: { type: 'string', required: true },
  model: { type: 'string' },
  n: { type: 'integer', min: 1, max: 10 },
  size: { type: 'string', oneOf: sizes },
  quality: { type: 'string', oneOf: ['low', 'medium', 'high', 'auto'] },
  background: { type: 'string', oneOf: ['transparent', 'opaque', 'auto'] },
  output_format: { type: 'string', oneOf: ['png', 'jpeg', 'webp'] },
  output_compression: { type: 'integer', min: 0, max: 100 },
  moderation: { type: 'string', oneOf: ['low', 'auto'] },
  partial_images: { type: 'integer', min: 0, max: 3 },
  stream: { type: 'boolean' },
  user: { type: 'string' },
  safety_identifier: { type: 'string' },
}

/** Tokens of a square picture and of the others, by quality. */
const tokens = { low: [272, 408], medium: [1056, 1584], high: [4160, 6240] } as const

type Quality = keyof typeof tokens

/** Simulated milliseconds for one picture. */
const painting = 12_000

/**
 * POST /v1/images/generations
 *
 * Nobody here can paint: the picture is a valid file of the size that was asked for, in one colour, that which the prompt
 * names or one of its own.
 */
export async function images(call: Call): Promise<Outcome> {
  const problem = problemOf(call.body)
  if (problem) return problem
  const { prompt, n, size: asked, quality: wanted } = call.body as Record<string, string> & { n?: number }
  const size = asked === undefined || asked === 'auto' ? '1024x1024' : (asked as '1024x1024')
  const quality: Quality = wanted === undefined || wanted === 'auto' ? 'high' : (wanted as Quality)
  const [width = 0, height = 0] = size.split('x').map(Number)
  const count = n ?? 1
  const each = tokens[quality][width === height ? 0 : 1]
  const text = countTokens(prompt ?? '')
  await pause(about(painting, call.random), call.signal)
  const body = {
    created: nowInSeconds(),
    background: 'opaque',
    data: Array.from({ length: count }, (_, at) => ({
      b64_json: base64(plainPng(width, height, colorOf(prompt ?? '', at))),
    })),
    output_format: 'png',
    quality,
    size,
    usage: {
      input_tokens: text,
      input_tokens_details: { image_tokens: 0, text_tokens: text },
      output_tokens: each * count,
      total_tokens: text + each * count,
    },
  } satisfies ImagesResponse
  return { response: new Response(pretty(body), { headers: { 'content-type': 'application/json' } }) }
}

function problemOf(body: Call['body']): Problem | undefined {
  const shape = fieldsProblem(body, fields)
  if (shape) return shape
  if (body.model == null) return noModel
  if (!models.includes(String(body.model))) return unknownModel(String(body.model))
  if (body.prompt === '') return bad('The prompt must not be empty.', 'prompt', 'invalid_value')
  // What nobody here can write is refused, rather than called by another name.
  if (body.output_format != null && body.output_format !== 'png') {
    return notOneOf(String(body.output_format), ['png'], 'output_format')
  }
  if (body.background === 'transparent') return notOneOf('transparent', ['opaque', 'auto'], 'background')
  return body.stream
    ? bad("Unsupported value: 'stream' does not support true with this model.", 'stream', 'unsupported_value')
    : undefined
}

type Color = readonly [number, number, number]

const named: Readonly<Record<string, Color>> = {
  red: [200, 40, 40],
  orange: [230, 140, 40],
  yellow: [240, 210, 60],
  green: [60, 150, 80],
  blue: [50, 100, 190],
  purple: [120, 70, 160],
  pink: [230, 140, 170],
  brown: [130, 90, 60],
  black: [20, 20, 20],
  white: [245, 245, 245],
  grey: [130, 130, 130],
}

function colorOf(prompt: string, at: number): Color {
  const word = prompt
    .toLowerCase()
    .match(/[a-z]+/g)
    ?.find((each) => Object.hasOwn(named, each))
  if (word !== undefined) return named[word] ?? [0, 0, 0]
  const value = hash(`${prompt} ${at}`)
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255]
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
