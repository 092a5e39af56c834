import type { Model } from '@workbook/kit'
import { hash, randomFrom } from '../world.ts'
import type { EmbeddingInput } from './openai/embeddings.ts'

/**
 * Turns a text into a vector of length one.
 *
 * Not a trained embedding but an honest stand-in: the words and their three-letter pieces are hashed to fixed random
 * directions and added up, common words counting little. Texts that share words or their stems come out near each other;
 * texts that merely mean the same do not.
 *
 * @param input a text, or its tokens, which count as words
 * @param dimensions how many numbers; as with the real models the first ones of the full vector, made unit length again
 */
export function embed(input: EmbeddingInput, model: Model, dimensions = model.dimensions ?? 0): number[] {
  const sum = new Float64Array(model.dimensions ?? dimensions)
  for (const [feature, weight] of featuresOf(input)) {
    const random = randomFrom(hash(`${model.id} ${feature}`))
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (random() - 0.5)
  }
  const vector = [...sum.subarray(0, dimensions)]
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => Math.fround(value / length))
}

/** As the wire carries vectors when asked to: 32-bit floats, little-endian, in base64. */
export function toBase64(vector: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4))
  vector.forEach((value, i) => view.setFloat32(i * 4, value, true))
  let binary = ''
  for (const byte of new Uint8Array(view.buffer)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

const common = new Set(
  'a an and are as at be by for from in is it of on or that the this to was with you i my'.split(' '),
)

function featuresOf(input: EmbeddingInput): Map<string, number> {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number) => features.set(feature, (features.get(feature) ?? 0) + weight)
  const words =
    typeof input === 'string' ? (input.toLowerCase().match(/[\p{L}\p{N}]+|[^\s]/gu) ?? []) : input.map(String)
  for (const word of words) {
    const weight = common.has(word) ? 0.1 : 1
    add(`word ${stem(word)}`, weight)
    const framed = `^${word}$`
    for (let i = 0; i + 3 <= framed.length; i++)
      add(`piece ${framed.slice(i, i + 3)}`, (0.4 * weight) / (framed.length - 2))
  }
  return features
}

/** The word without its commonest endings. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:ing|ed|es|s|ly)$/, '') : word
}
