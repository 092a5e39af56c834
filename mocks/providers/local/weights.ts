import type { Model } from '@workbook/kit'
import type { Profile } from '../../pace.ts'

export type Ability = 'completion' | 'tools' | 'thinking' | 'insert' | 'vision' | 'embedding'

/** What a file of weights tells of itself, quantized as people run it at home. */
export interface Weights {
  readonly architecture: string
  readonly publisher: string
  /** How many parameters, as it is written: 8.2B. */
  readonly parameters: string
  readonly quantization: string
  readonly bitsPerWeight: number
  /** Of the file. */
  readonly bytes: number
  readonly layers: number
  /** Numbers in one hidden state, and so in an embedding. */
  readonly width: number
  readonly abilities: readonly Ability[]
  readonly license: string
}

const apache = 'Apache License\nVersion 2.0, January 2004'
const q4 = { quantization: 'Q4_K_M', bitsPerWeight: 4 }

/** By what people call the model. */
const table: Readonly<Record<string, Weights>> = {
  'Qwen3 8B': {
    architecture: 'qwen3',
    publisher: 'qwen',
    parameters: '8.2B',
    ...q4,
    bytes: 5_225_388_164,
    layers: 36,
    width: 4096,
    abilities: ['completion', 'tools', 'thinking'],
    license: apache,
  },
  'Qwen2.5 Coder 7B': {
    architecture: 'qwen2',
    publisher: 'qwen',
    parameters: '7.6B',
    ...q4,
    bytes: 4_683_087_561,
    layers: 28,
    width: 3584,
    abilities: ['completion', 'tools', 'insert'],
    license: apache,
  },
  'Llama 3 8B': {
    architecture: 'llama',
    publisher: 'meta',
    parameters: '8.0B',
    quantization: 'Q4_0',
    bitsPerWeight: 4,
    bytes: 4_661_224_676,
    layers: 32,
    width: 4096,
    abilities: ['completion'],
    license: 'META LLAMA 3 COMMUNITY LICENSE AGREEMENT',
  },
  'Gemma 3 4B': {
    architecture: 'gemma3',
    publisher: 'google',
    parameters: '4.3B',
    ...q4,
    bytes: 3_338_801_804,
    layers: 34,
    width: 2560,
    abilities: ['completion', 'vision'],
    license: 'Gemma Terms of Use',
  },
  'Llama 2 7B': {
    architecture: 'llama',
    publisher: 'meta',
    parameters: '7B',
    quantization: 'Q4_0',
    bitsPerWeight: 4,
    bytes: 3_826_793_677,
    layers: 32,
    width: 4096,
    abilities: ['completion'],
    license: 'LLAMA 2 COMMUNITY LICENSE AGREEMENT',
  },
  'GPT OSS 20B': {
    architecture: 'gptoss',
    publisher: 'openai',
    parameters: '20.9B',
    quantization: 'MXFP4',
    bitsPerWeight: 4,
    bytes: 13_793_441_244,
    layers: 24,
    width: 2880,
    abilities: ['completion', 'tools', 'thinking'],
    license: apache,
  },
  'Nomic Embed Text': {
    architecture: 'nomic-bert',
    publisher: 'nomic-ai',
    parameters: '137M',
    quantization: 'F16',
    bitsPerWeight: 16,
    bytes: 274_302_450,
    layers: 12,
    width: 768,
    abilities: ['embedding'],
    license: apache,
  },
  'Embedding Gemma': {
    architecture: 'gemma3',
    publisher: 'google',
    parameters: '307.58M',
    quantization: 'BF16',
    bitsPerWeight: 16,
    bytes: 621_875_917,
    layers: 24,
    width: 768,
    abilities: ['embedding'],
    license: 'Gemma Terms of Use',
  },
  'All MiniLM': {
    architecture: 'bert',
    publisher: 'sentence-transformers',
    parameters: '23M',
    quantization: 'F16',
    bitsPerWeight: 16,
    bytes: 45_960_996,
    layers: 6,
    width: 384,
    abilities: ['embedding'],
    license: apache,
  },
}

const anyWeights: Weights = {
  architecture: 'llama',
  publisher: 'community',
  parameters: '7B',
  ...q4,
  bytes: 4_400_000_000,
  layers: 32,
  width: 4096,
  abilities: ['completion', 'tools'],
  license: apache,
}

/** The weights behind a model of the catalogue. */
export function weightsOf({ name }: Pick<Model, 'name'>): Weights {
  return table[name] ?? anyWeights
}

/** How fast they run on a good laptop: what matters is how many bytes have to be read for each token. */
export function profileOf(weights: Weights): Profile {
  return { firstToken: 120, tokensPerSecond: Math.max(12, Math.round(240e9 / weights.bytes)) }
}

/** Milliseconds to get them into memory, off a fast disk. */
export function loadTime(weights: Weights): number {
  return 250 + weights.bytes / 3e6
}
