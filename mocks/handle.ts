import { doors } from './doors.ts'
import type { Incoming } from './incoming.ts'
import type { KnownRequest } from './known-request.ts'
import type { Simulation } from './mischief.ts'
import { secretsOf } from './redaction.ts'
import { record } from './record.ts'
import { isTestKey, misbehaviourOf } from './test-keys.ts'
import { hash, randomFrom } from './world.ts'

/** A simulated provider: a function from a request to its response. */
export interface Room {
  readonly provider: string
  /** Which addresses it answers for: host names, or with a port those of this machine; `*.` stands for any beginning. */
  readonly hosts: readonly string[]
  answer(request: Incoming): Promise<Response>
}

/** What is known of a room before anybody asks for it: a room and the model behind it take a while to load. */
export interface Door extends Omit<Room, 'answer'> {
  readonly open: () => Promise<Simulation>
}

/** Who simulates the provider at an address; undefined when nobody does. */
export function roomFor(url: string): Door | undefined {
  const { hostname, host } = new URL(url)
  return (
    byHost.get(host) ?? byHost.get(hostname) ?? doors.find(({ hosts }) => hosts.some((name) => fits(hostname, name)))
  )
}

/** The doors by the whole names of their hosts. */
const byHost = new Map(doors.flatMap((door) => door.hosts.map((name) => [name, door] as const)))

function fits(hostname: string, name: string): boolean {
  return name.startsWith('*.') && hostname.endsWith(name.slice(1))
}

/** Rooms that were opened before. */
const open = new Map<Door, Simulation>()

/**
 * Answers a request as its provider would, and records the exchange on the tape. The request's body is read.
 *
 * @returns undefined when nobody simulates that host
 * @throws the reason the request was aborted with, when it was; the error of a connection that a test key breaks
 */
export async function answer(request: Incoming): Promise<Response | undefined> {
  const room = await roomAt(request.url)
  if (!room) return undefined
  const secrets = secretsOf(request)
  const testKey = secrets.find(isTestKey)
  const kind = testKey === undefined ? undefined : misbehaviourOf(testKey)
  const known = { provider: room.provider, live: false, secrets, ...(kind && { testKey: kind }) }
  return record(request, known, (recorded, body) => answerIn(room, recorded, testKey, body))
}

/** The same for other programs' requests, of which nothing is kept. */
export async function answerUnrecorded(request: KnownRequest): Promise<Response | undefined> {
  const room = await roomAt(request.url)
  return room && answerIn(room, request, secretsOf(request).find(isTestKey), request.sent)
}

async function roomAt(url: string): Promise<Simulation | undefined> {
  const door = roomFor(url)
  if (!door) return undefined
  const room = open.get(door) ?? (await load(door.open()))
  open.set(door, room)
  return room
}

async function answerIn(
  room: Simulation,
  request: Incoming,
  testKey: string | undefined,
  body: string,
): Promise<Response> {
  try {
    if (testKey === undefined) return await room.answer(request)
    const { misbehave } = await load(import('./mischief.ts'))
    return await misbehave(room, request, testKey, body)
  } catch (error) {
    if (request.signal.aborted || isBrokenConnection(error)) throw error
    return ownFailure(room, request, error)
  }
}

let loading = 0

/** True while a room is on its way: work that takes real time, so that simulated time has to wait for it. */
export function isLoading(): boolean {
  return loading > 0
}

async function load<T>(part: Promise<T>): Promise<T> {
  loading++
  try {
    return await part
  } finally {
    loading--
  }
}

/** A bug of ours: the client gets what the provider answers when it has one, and whoever reads the console learns more. */
function ownFailure(room: Simulation, { url }: Incoming, error: unknown): Response {
  const response = room.failure('server-error', { key: '', url, random: randomFrom(hash(url)) })
  if (!response) throw error
  console.error(`The simulated ${room.provider} failed, which is a bug of the workbook:`, error)
  return response
}

function isBrokenConnection(error: unknown): boolean {
  return error instanceof Error && 'errno' in error
}
