import { now, perWorld } from '../../world.ts'

/** A model that is in memory. */
export interface Loaded {
  readonly id: string
  /** When it is put out again, simulated milliseconds since 1970; Infinity for never. */
  readonly expires: number
  /** Tokens it was given room for. */
  readonly context: number
}

const memories = perWorld(() => new Map<string, Map<string, Loaded>>())

function memoryOf(server: string): Map<string, Loaded> {
  const memory = memories().get(server) ?? new Map<string, Loaded>()
  memories().set(server, memory)
  return memory
}

/** The models a server has in memory now, the one used last at the end. */
export function inMemory(server: string): Loaded[] {
  const memory = memoryOf(server)
  for (const [id, { expires }] of memory) if (expires <= now()) memory.delete(id)
  return [...memory.values()]
}

/**
 * Uses a model, and keeps it in memory for a while.
 *
 * @param milliseconds for which it stays there after this; 0 or less puts it out at once
 * @returns whether it was there before
 */
export function keep(server: string, id: string, milliseconds: number, context: number): boolean {
  const was = inMemory(server).some((loaded) => loaded.id === id)
  unload(server, id)
  if (milliseconds > 0) memoryOf(server).set(id, { id, expires: now() + milliseconds, context })
  return was
}

/** Puts a model out of memory; false when it was not there. */
export function unload(server: string, id: string): boolean {
  return memoryOf(server).delete(id)
}
