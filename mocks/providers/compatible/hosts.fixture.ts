import OpenAI from 'openai'
import type { ClientOptions } from 'openai'
import { groq } from '../groq/groq.ts'
import { azure } from './azure.ts'
import { fireworks } from './fireworks.ts'
import { huggingface } from './huggingface.ts'
import { lmstudio } from './lmstudio.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openrouter } from './openrouter.ts'
import { qwen } from './qwen.ts'
import type { CompatibleRoom } from './room.ts'
import { textgen } from './textgen.ts'
import { tgi } from './tgi.ts'
import { together } from './together.ts'
import { vllm } from './vllm.ts'

/** A host, where it is, and a model of its that does not think. */
export interface Host {
  readonly room: CompatibleRoom
  readonly baseURL: string
  readonly model: string
  /** One that thinks, where it has one and shows it. */
  readonly thinker?: string
}

export const hosts = {
  groq: {
    room: groq,
    baseURL: 'https://api.groq.com/openai/v1',
    model: 'openai/gpt-oss-20b',
    thinker: 'openai/gpt-oss-120b',
  },
  mistral: {
    room: mistral,
    baseURL: 'https://api.mistral.ai/v1',
    model: 'mistral-small-latest',
  },
  together: {
    room: together,
    baseURL: 'https://api.together.ai/v1',
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    thinker: 'openai/gpt-oss-20b',
  },
  fireworks: {
    room: fireworks,
    baseURL: 'https://api.fireworks.ai/inference/v1',
    model: 'accounts/fireworks/models/gpt-oss-20b',
    thinker: 'accounts/fireworks/models/gpt-oss-120b',
  },
  qwen: { room: qwen, baseURL: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1', model: 'qwen-plus' },
  huggingface: {
    room: huggingface,
    baseURL: 'https://router.huggingface.co/v1',
    model: 'meta-llama/Llama-3.3-70B-Instruct',
    thinker: 'openai/gpt-oss-120b',
  },
  openrouter: {
    room: openrouter,
    baseURL: 'https://openrouter.ai/api/v1',
    model: 'openai/gpt-4o-mini',
    thinker: 'anthropic/claude-opus-5.5',
  },
  azure: { room: azure, baseURL: 'https://workbook.openai.azure.com/openai/v1', model: 'gpt-4o-mini' },
  lmstudio: {
    room: lmstudio,
    baseURL: 'http://localhost:1234/v1',
    model: 'qwen/qwen3-8b',
    thinker: 'openai/gpt-oss-20b',
  },
  ollama: { room: ollama, baseURL: 'http://localhost:11434/v1', model: 'qwen3', thinker: 'gpt-oss:20b' },
  vllm: { room: vllm, baseURL: 'http://localhost:8000/v1', model: 'Qwen/Qwen3-8B', thinker: 'openai/gpt-oss-20b' },
  textgen: {
    room: textgen,
    baseURL: 'http://127.0.0.1:5000/v1',
    model: 'Qwen_Qwen3-8B',
    thinker: 'openai_gpt-oss-20b',
  },
  tgi: { room: tgi, baseURL: 'http://127.0.0.1:8080/v1', model: 'tgi' },
} as const satisfies Record<string, Host>

export type HostName = keyof typeof hosts

export const hostNames = Object.keys(hosts) as HostName[]

/** The official client, wired straight to a simulated host: no interceptor, no network. */
export function clientOf(name: HostName, options: ClientOptions = {}): OpenAI {
  const { room, baseURL } = hosts[name]
  const fetch = (url: string | URL | Request, init?: RequestInit) => room.answer(new Request(url, init))
  return new OpenAI({ apiKey: 'a key', baseURL, maxRetries: 0, fetch, ...options })
}

/** Sends a body to a host as it is; without one, asks for what is there. */
export function send(name: HostName, path: string, body?: object | string, key = 'a key'): Promise<Response> {
  const { room, baseURL } = hosts[name]
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const init = body === undefined ? {} : { method: 'POST', body: text }
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) }
  return room.answer(new Request(`${baseURL}${path}`, { headers, ...init }))
}

/** The JSON of every `data:` line of a stream. */
export function framesIn(text: string): Record<string, unknown>[] {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice('data: '.length)) as Record<string, unknown>)
}

/** What a promise is rejected with. */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
