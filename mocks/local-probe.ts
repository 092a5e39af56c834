import { localServers } from './destinations.ts'

/** What was found on the port of a local model server. */
export type Found = 'itself' | 'nothing' | 'our own mock server' | 'something else'

/** Local servers that can be told by the list of their models, and how. */
const shapes: Readonly<Record<string, { readonly path: string; fits(body: unknown): boolean }>> = {
  lmstudio: {
    path: '/v1/models',
    fits: (body) => owners(body)?.every((owner) => owner === 'organization_owner') ?? false,
  },
  ollama: { path: '/api/tags', fits: (body) => Array.isArray((body as { models?: unknown } | null)?.models) },
  vllm: { path: '/v1/models', fits: (body) => owners(body)?.includes('vllm') ?? false },
}

/** The local model servers that can be used live. */
export const probed: readonly string[] = Object.keys(shapes)

/**
 * Looks who listens on a local model server's port. Ask before the mocks start, which answer there themselves.
 *
 * @param origin where it should be, as in http://localhost:11434
 */
export async function probeLocal(
  provider: string,
  origin: string = (localServers as Readonly<Record<string, string>>)[provider] ?? '',
): Promise<Found> {
  const shape = shapes[provider]
  if (!shape) return 'nothing'
  try {
    // By its address, so that nobody has to look up a name.
    const response = await fetch(origin.replace('//localhost', '//127.0.0.1') + shape.path, {
      signal: AbortSignal.timeout(1000),
      redirect: 'error',
    })
    if (response.headers.has('x-workbook-mock')) return 'our own mock server'
    return response.ok && shape.fits(await response.json()) ? 'itself' : 'something else'
  } catch (error) {
    // Only a refused connection says that nobody is there; whoever does not answer in time, or not in JSON, is somebody else.
    const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
    return code === 'ECONNREFUSED' ? 'nothing' : 'something else'
  }
}

/** Who owns each model of a list in OpenAI's shape. */
function owners(body: unknown): unknown[] | undefined {
  const { object, data } = (body ?? {}) as { object?: unknown; data?: unknown }
  if (object !== 'list' || !Array.isArray(data)) return undefined
  return (data as ({ owned_by?: unknown } | null)[]).map((model) => model?.owned_by)
}
