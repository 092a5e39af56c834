import { beforeEach } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'

type Answer = (request: Request) => Promise<Response | undefined>

/** A world of its own for each test, in which nobody waits. */
export function withoutWaiting(): void {
  beforeEach(() => {
    setPace(0)
    beginWorld(7)
  })
}

/** What a native API answers at an address; a body is posted as JSON, or as it is when it is a text. */
export function callerOf(origin: string, answer: Answer) {
  return async (path: string, body?: object | string, init: RequestInit & { key?: string } = {}): Promise<Response> => {
    const { key, ...rest } = init
    const response = await answer(
      new Request(origin + path, {
        ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
        headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
        ...rest,
      }),
    )
    if (!response) throw new Error(`${path} is not native`)
    return response
  }
}

/** Every line of a stream of JSON. */
export async function readLines<T>(response: Response): Promise<T[]> {
  const text = await response.text()
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T)
}

/** Every event of a stream: its name, where it has one, and its data. */
export async function readEvents<T>(response: Response): Promise<{ name: string | undefined; data: T }[]> {
  const text = await response.text()
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((event) => ({
      name: /^event: (.*)$/m.exec(event)?.[1],
      data: JSON.parse(/^data: ?(.*)$/m.exec(event)?.[1] ?? 'null') as T,
    }))
}
