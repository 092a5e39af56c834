import type { Model } from '@workbook/kit'
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
