import type { Door, Room } from './handle.ts'
import type { FailureContext, Mishaps, Simulation } from './mischief.ts'
import type { Misbehaviour } from './test-keys.ts'

/** Every simulated provider. */
export const doors: readonly Door[] = [
  {
    provider: 'openai',
    hosts: ['api.openai.com'],
    open: async () => {
      const [{ openai }, { failure, streamError }] = await Promise.all([
        import('./providers/openai/openai.ts'),
        import('./providers/openai/misbehaviour.ts'),
      ])
      return simulation(openai, { failure, streamError })
    },
  },
  {
    provider: 'anthropic',
    hosts: ['api.anthropic.com'],
    open: async () => {
      const [{ anthropic }, { failure, streamError }] = await Promise.all([
        import('./providers/anthropic/anthropic.ts'),
        import('./providers/anthropic/errors.ts'),
      ])
      return simulation(anthropic, { failure, streamError: () => streamError() })
    },
  },
  {
    provider: 'gemini',
    hosts: ['generativelanguage.googleapis.com'],
    open: async () => {
      const [{ gemini }, { failure, streamError }] = await Promise.all([
        import('./providers/gemini/gemini.ts'),
        import('./providers/gemini/errors.ts'),
      ])
      return simulation(gemini, { failure, streamError: ({ url }) => streamError(url) })
    },
  },
  { provider: 'groq', hosts: ['api.groq.com'], open: async () => (await import('./providers/groq/groq.ts')).groq },
  {
    provider: 'mistral',
    hosts: ['api.mistral.ai'],
    open: async () => (await import('./providers/compatible/mistral.ts')).mistral,
  },
  {
    provider: 'together',
    hosts: ['api.together.ai', 'api.together.xyz'],
    open: async () => (await import('./providers/compatible/together.ts')).together,
  },
  {
    provider: 'fireworks',
    hosts: ['api.fireworks.ai'],
    open: async () => (await import('./providers/compatible/fireworks.ts')).fireworks,
  },
  {
    provider: 'qwen',
    hosts: ['dashscope-intl.aliyuncs.com', 'dashscope-us.aliyuncs.com', 'dashscope.aliyuncs.com'],
    open: async () => (await import('./providers/compatible/qwen.ts')).qwen,
  },
  {
    provider: 'huggingface',
    hosts: ['router.huggingface.co'],
    open: async () => (await import('./providers/compatible/huggingface.ts')).huggingface,
  },
  {
    provider: 'openrouter',
    hosts: ['openrouter.ai'],
    open: async () => (await import('./providers/compatible/openrouter.ts')).openrouter,
  },
  {
    provider: 'azure',
    hosts: ['*.openai.azure.com', '*.services.ai.azure.com', '*.cognitiveservices.azure.com'],
    open: async () => (await import('./providers/compatible/azure.ts')).azure,
  },
  {
    provider: 'lmstudio',
    hosts: loopback(1234),
    open: async () => {
      const [room, native] = await Promise.all([
        import('./providers/compatible/lmstudio.ts'),
        import('./providers/lmstudio-native/lmstudio-native.ts'),
      ])
      return twoManners(room.lmstudio, native)
    },
  },
  {
    provider: 'ollama',
    hosts: loopback(11_434),
    open: async () => {
      const [room, native] = await Promise.all([
        import('./providers/compatible/ollama.ts'),
        import('./providers/ollama-native/ollama-native.ts'),
      ])
      return twoManners(room.ollama, native)
    },
  },
  {
    provider: 'vllm',
    hosts: loopback(8000),
    open: async () => {
      const [room, native] = await Promise.all([
        import('./providers/compatible/vllm.ts'),
        import('./providers/vllm-native/vllm-native.ts'),
      ])
      return twoManners(room.vllm, native)
    },
  },
  {
    provider: 'textgen',
    hosts: loopback(5000),
    open: async () => {
      const [room, native] = await Promise.all([
        import('./providers/compatible/textgen.ts'),
        import('./providers/textgen-native/textgen-native.ts'),
      ])
      return twoManners(room.textgen, native)
    },
  },
  {
    provider: 'tgi',
    hosts: loopback(8080),
    open: async () => {
      const [room, native] = await Promise.all([
        import('./providers/compatible/tgi.ts'),
        import('./providers/tgi-native/tgi-native.ts'),
      ])
      return twoManners(room.tgi, native)
    },
  },
]

/** A room together with the ways in which it fails. */
function simulation(room: Room, mishaps: Mishaps): Simulation {
  return { provider: room.provider, hosts: room.hosts, answer: (request) => room.answer(request), ...mishaps }
}

/** A local server's own API, beside that of OpenAI. */
interface Native {
  isNative(path: string): boolean
  failure(kind: Misbehaviour, context: FailureContext): Response | undefined
  streamError?(): string
}

/** A server that fails in two manners: whoever speaks its own API is told in that. */
function twoManners(room: Simulation, native: Native): Simulation {
  const has = ({ url }: FailureContext) => native.isNative(new URL(url).pathname)
  return simulation(room, {
    failure: (kind, context) => (has(context) ? native : room).failure(kind, context),
    streamError: (context) => (has(context) && native.streamError?.()) || room.streamError(context),
  })
}

/** The addresses of a server on the reader's own machine. */
function loopback(port: number): string[] {
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${port}`)
}
