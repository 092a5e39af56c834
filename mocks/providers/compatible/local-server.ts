import type { Model, ProviderId } from '@workbook/kit'
import type { Profile } from '../../pace.ts'

/** The addresses of a server on the reader's own machine. */
export function loopback(port: number): string[] {
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${port}`)
}

/** How fast a model runs at home: the larger, the slower. */
export function homeLatency({ id }: Model): Profile {
  if (id.includes('embed')) return { firstToken: 40, tokensPerSecond: 1e6 }
  const size = Number(/(\d+)b/i.exec(id)?.[1] ?? 8)
  return { firstToken: 120 + size * 15, tokensPerSecond: Math.round(420 / (size + 4)) + 12 }
}

/** A small model that makes vectors; local servers run it beside the others. */
export function embedder(provider: ProviderId, ids: readonly string[]): (name: string) => Model | undefined {
  const [id = '', ...aliases] = ids
  const model: Model = {
    id,
    aliases,
    provider,
    name: 'Nomic Embed Text v1.5',
    kind: 'embedding',
    contextWindow: 2_048,
    maxOutput: 0,
    dimensions: 768,
    price: { input: 0, output: 0 },
    checked: '2026-11-20',
    source: 'https://huggingface.co/nomic-ai/nomic-embed-text-v1.5',
    released: '2024-02-14',
  }
  return (name) => (ids.includes(name) ? model : undefined)
}
