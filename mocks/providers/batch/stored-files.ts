import { perWorld } from '../../world.ts'

/** A file that was uploaded to a provider, or that a batch has written. */
export interface StoredFile {
  readonly id: string
  /** Whose it is: provider and key. */
  readonly account: string
  readonly name: string
  readonly purpose: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Simulated milliseconds since 1970. */
  readonly createdAt: number
  /** When it will be deleted; absent for files that are kept. */
  readonly expiresAt?: number
}

/** Of more, the oldest are forgotten. */
const mostFiles = 1000
const mostBytes = 256 * 1024 * 1024

const state = perWorld(() => ({ files: new Map<string, StoredFile>(), bytes: 0 }))

/** Keeps a file. */
export function storeFile(file: StoredFile): void {
  const { files } = state()
  files.set(file.id, file)
  state().bytes += file.bytes.length
  while (files.size > mostFiles || (state().bytes > mostBytes && files.size > 1)) {
    forgetFile(files.keys().next().value ?? '')
  }
}

/** A file of this account's own. */
export function findFile(account: string, id: string): StoredFile | undefined {
  const file = state().files.get(id)
  return file?.account === account ? file : undefined
}

/** The files of an account, newest first. */
export function filesOf(account: string): StoredFile[] {
  return [...state().files.values()].filter((file) => file.account === account).toReversed()
}

/** Forgets a file. */
export function forgetFile(id: string): void {
  state().bytes -= state().files.get(id)?.bytes.length ?? 0
  state().files.delete(id)
}
