import { table, usd } from './model.ts'
import type { Line, Model, ProviderId, Rules } from './model.ts'

type LocalServer = Extract<ProviderId, 'lmstudio' | 'ollama' | 'vllm' | 'textgen' | 'tgi'>

/** One set of open weights, the name every server understands, and the id under which each lists it. */
interface Weights extends Pick<Line, 'name' | 'contextWindow' | 'released' | 'efforts' | 'defaultEffort'> {
  readonly short: string
  /** On the Hugging Face hub, which vLLM and Text Generation Inference load from. */
  readonly hub: string
  readonly lmstudio: string
  /** With its tag; without one, Ollama takes `latest`. */
  readonly ollama: string
}

const weights: readonly Weights[] = [
  {
    name: 'Qwen3 8B',
    short: 'qwen3',
    ollama: 'qwen3:8b',
    lmstudio: 'qwen/qwen3-8b',
    hub: 'Qwen/Qwen3-8B',
    contextWindow: 40_960,
    released: '2025-04-28',
  },
  {
    name: 'Qwen2.5 Coder 7B',
    short: 'qwen2.5-coder',
    ollama: 'qwen2.5-coder:7b',
    lmstudio: 'qwen2.5-coder-7b-instruct',
    hub: 'Qwen/Qwen2.5-Coder-7B-Instruct',
    contextWindow: 32_768,
    released: '2024-09-19',
  },
  {
    name: 'Llama 3 8B',
    short: 'llama-3-8b',
    ollama: 'llama3:8b',
    lmstudio: 'meta-llama-3-8b-instruct',
    hub: 'meta-llama/Meta-Llama-3-8B-Instruct',
    contextWindow: 8_192,
    released: '2024-04-18',
  },
  {
    name: 'Gemma 3 4B',
    short: 'gemma-3-4b-it',
    ollama: 'gemma3:4b',
    lmstudio: 'google/gemma-3-4b',
    hub: 'google/gemma-3-4b-it',
    contextWindow: 131_072,
    released: '2025-03-12',
  },
  {
    name: 'Llama 2 7B',
    short: 'llama-2-7b',
    ollama: 'llama2:7b',
    lmstudio: 'llama-2-7b-chat',
    hub: 'meta-llama/Llama-2-7b-chat-hf',
    contextWindow: 4_096,
    released: '2023-07-18',
  },
  {
    name: 'GPT OSS 20B',
    short: 'gpt-oss',
    ollama: 'gpt-oss:20b',
    lmstudio: 'openai/gpt-oss-20b',
    hub: 'openai/gpt-oss-20b',
    contextWindow: 131_072,
    released: '2025-08-05',
    efforts: ['low', 'medium', 'high'],
    defaultEffort: 'medium',
  },
]

/** The id of some weights on a server, and what else it understands there. */
const names: Record<LocalServer, (model: Weights) => Pick<Line, 'id' | 'aliases'>> = {
  ollama: ({ ollama, short }) => {
    const family = ollama.replace(/:.*/, '')
    return { id: ollama, aliases: [...new Set([family, `${family}:latest`, short])] }
  },
  lmstudio: ({ lmstudio, short }) => ({ id: lmstudio, aliases: [short] }),
  vllm: ({ hub, short }) => ({ id: hub, aliases: [short] }),
  tgi: ({ hub, short }) => ({ id: hub, aliases: [short] }),
  // It names a model after the folder it was downloaded into.
  textgen: ({ hub, short }) => ({ id: hub.replace('/', '_'), aliases: [short] }),
}

/** Where a server passes over what OpenAI's API knows. */
const passedOver: Partial<Record<LocalServer, Rules>> = {
  ollama: {
    max_completion_tokens: 'always',
    n: 'always',
    logit_bias: 'always',
    tool_choice: 'always',
    user: 'always',
  },
}

function on(server: LocalServer, source: string): readonly Model[] {
  const ignores = passedOver[server]
  return table(
    server,
    '2026-11-20',
    source,
    weights.map(({ short, hub, lmstudio, ollama, ...model }) => ({
      ...model,
      ...names[server]({ short, hub, lmstudio, ollama, ...model }),
      kind: 'chat',
      maxOutput: model.contextWindow,
      ...(short === 'qwen3' && { tier: 'cheap' }),
      ...(ignores && { ignores }),
      price: usd(0, 0),
    })),
  )
}

type Embedder = Pick<Line, 'id' | 'aliases' | 'name' | 'contextWindow' | 'dimensions' | 'released'>

/** Small models that turn text into vectors; local servers run them beside the others. */
function embedders(server: LocalServer, source: string, lines: readonly Embedder[]): readonly Model[] {
  const all = lines.map((line): Line => ({ ...line, kind: 'embedding', maxOutput: 0, price: usd(0, 0) }))
  return table(server, '2026-11-20', source, all)
}

const nomic = { name: 'Nomic Embed Text', dimensions: 768, contextWindow: 2_048, released: '2024-02-14' }

/** Servers on the reader's own machine. They cost electricity. */
export const local = [
  ...on('lmstudio', 'https://lmstudio.ai/models'),
  ...embedders('lmstudio', 'https://huggingface.co/nomic-ai/nomic-embed-text-v1.5', [
    { ...nomic, id: 'text-embedding-nomic-embed-text-v1.5' },
  ]),
  ...on('ollama', 'https://ollama.com/library'),
  ...embedders('ollama', 'https://ollama.com/library', [
    { ...nomic, id: 'nomic-embed-text:latest', aliases: ['nomic-embed-text', 'nomic-embed-text:v1.5'] },
    {
      id: 'embeddinggemma:latest',
      aliases: ['embeddinggemma'],
      name: 'Embedding Gemma',
      dimensions: 768,
      contextWindow: 2_048,
      released: '2025-09-04',
    },
    {
      id: 'all-minilm:latest',
      aliases: ['all-minilm'],
      name: 'All MiniLM',
      dimensions: 384,
      contextWindow: 512,
      released: '2024-02-20',
    },
  ]),
  ...on('vllm', 'https://docs.vllm.ai/en/latest/models/supported_models.html'),
  ...on('textgen', 'https://github.com/oobabooga/text-generation-webui'),
  ...on('tgi', 'https://huggingface.co/docs/text-generation-inference'),
]
