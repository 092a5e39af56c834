import { nowInSeconds, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'

/** Lower-case letters and digits, as in the ids of function calls. */
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Base64 of bytes. */
function base64(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.slice(at, at + 4096))
  return btoa(text)
}

/** The alphabet that needs no escaping in addresses, without padding. */
function base64Url(bytes: readonly number[]): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function randomBytes(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => Math.floor(random() * 256))
}

/** An answer's id: the second it was begun in, lowest byte first, and thirteen bytes of chance; 23 characters. */
export function responseId(random: Random): string {
  const seconds = nowInSeconds()
  const time = [0, 8, 16, 24].map((bits) => (seconds >>> bits) & 255)
  return base64Url([...time, ...randomBytes(random, 13)])
}

/** An interaction's id: the fields 1 and 2 of a protocol buffer, both an answer's id. */
export function interactionId(random: Random): string {
  const id = responseId(random)
  const bytes = [...id].map((letter) => letter.charCodeAt(0))
  return `v1_${base64Url([0x0a, bytes.length, ...bytes, 0x12, bytes.length, ...bytes])}`
}

export function functionCallId(random: Random): string {
  return randomText(random, 8, letters)
}

export function batchId(random: Random): string {
  return `batches/${randomText(random, 36, letters)}`
}

/** What stands for the thoughts, encrypted: the more of them the longer. */
export function thoughtSignature(random: Random, thoughtTokens: number): string {
  return base64([0x12, ...randomBytes(random, Math.min(2000, 60 + thoughtTokens * 3))])
}
