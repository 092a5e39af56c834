import { quoted } from './go-json.ts'

/** `options` after they were checked; others are passed over. */
export interface Options {
  readonly num_ctx?: number
  readonly num_predict?: number
  readonly seed?: number
  readonly temperature?: number
  readonly top_k?: number
  readonly top_p?: number
  readonly presence_penalty?: number
  readonly frequency_penalty?: number
  readonly stop?: string | readonly string[]
}

const types: Readonly<Record<string, readonly string[]>> = {
  integer: [
    'num_keep',
    'seed',
    'num_predict',
    'top_k',
    'repeat_last_n',
    'num_ctx',
    'num_batch',
    'num_gpu',
    'main_gpu',
    'num_thread',
  ],
  float32: ['top_p', 'min_p', 'typical_p', 'temperature', 'repeat_penalty', 'presence_penalty', 'frequency_penalty'],
  boolean: ['use_mmap'],
}

const typeOf = new Map(Object.entries(types).flatMap(([type, names]) => names.map((name) => [name, type] as const)))

/** What is wrong with a request's options, as the server says it. */
export function optionsProblem(options: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(options)) {
    if (value === null) continue
    const wrong = (type: string) => `option ${quoted(name)} must be of ${type}`
    if (name === 'stop') {
      if (Array.isArray(value)) {
        if (!value.every((item) => typeof item === 'string')) return wrong('an array of strings')
      } else if (typeof value !== 'string') return wrong('type array')
    }
    const type = typeOf.get(name)
    if (type && typeof value !== (type === 'boolean' ? 'boolean' : 'number')) return wrong(`type ${type}`)
  }
  return undefined
}
