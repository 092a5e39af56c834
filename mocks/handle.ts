import type { FailureContext, Mishaps, Simulation } from './mischief.ts'
import { secretsOf } from './redaction.ts'
import { record } from './tape.ts'
import { isTestKey } from './test-keys.ts'

/** A simulated provider: a function from a request to its response. */
export interface Room {
  readonly provider: string
  /** Which addresses it answers for: host names, or with a port those of this machine; `*.` stands for any beginning. */
  readonly hosts: readonly string[]
  answer(request: Request): Promise<Response>
}

/** What is known of a room before anybody asks for it: a room and the model behind it take a while to load. */
export interface Door extends Omit<Room, 'answer'> {
  readonly open: () => Promise<Simulation>
}

/** Every simulated provider. */
export const doors: readonly Door[] = [
  {
    provider: 'openai',
    hosts: ['api.openai.com'],
    open: async () => {
      const [{ openai }, mishaps] = await Promise.all([
        import('./providers/openai/openai.ts'),
        import('./providers/openai/misbehaviour.ts'),
      ])
      return simulation(openai, mishaps.failure, mishaps.streamError)
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
      return simulation(anthropic, failure, () => streamError())
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
      return simulation(gemini, failure, ({ url }: FailureContext) => streamError(url))
    },
  },
]

function simulation(room: Room, failure: Mishaps['failure'], streamError: Mishaps['streamError']): Simulation {
  return { provider: room.provider, hosts: room.hosts, answer: (request) => room.answer(request), failure, streamError }
}

/** Who simulates the provider at an address; undefined when nobody does. */
export function roomFor(url: string): Door | undefined {
  const { hostname, host } = new URL(url)
  const isIt = (name: string) =>
    name === hostname || name === host || (name.startsWith('*.') && hostname.endsWith(name.slice(1)))
  return doors.find(({ hosts }) => hosts.some(isIt))
}

/** Rooms that were opened before. */
const open = new Map<Door, Simulation>()

/**
 * Answers a request as its provider would, and records the exchange on the tape. The request's body is read.
 *
 * @returns undefined when nobody simulates that host
 * @throws the reason the request was aborted with, when it was; the error of a connection that a test key breaks
 */
export async function answer(request: Request): Promise<Response | undefined> {
  const door = roomFor(request.url)
  if (!door) return undefined
  const room = open.get(door) ?? (await door.open())
  open.set(door, room)
  const testKey = secretsOf(request).find(isTestKey)
  return record(request, { provider: room.provider, live: false }, async (recorded, body) => {
    if (testKey === undefined) return room.answer(recorded)
    const { misbehave } = await import('./mischief.ts')
    return misbehave(room, recorded, testKey, body)
  })
}
