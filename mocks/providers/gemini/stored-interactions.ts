import type { Content } from '@google/genai'
import type { WireInteraction } from './interaction-object.ts'
import { accountStore } from '../account-store.ts'

export interface StoredInteraction {
  readonly interaction: WireInteraction
  /** As it was sent. */
  readonly input: unknown
  /** The conversation up to and with this interaction; instructions and tools are not part of it. */
  readonly contents: readonly Content[]
  /** Simulated milliseconds since 1970, when work in the background is done. */
  readonly readyAt: number
}

/** The interactions of each account. */
export const storedInteractions = accountStore<StoredInteraction>(({ interaction }) => interaction.id)
