import { now } from '../../world.ts'
import type { Random } from '../../world.ts'
import type { BatchHost } from './batch-host.ts'
import { accountOf, jobsOf, workOn } from './batch-jobs.ts'
import type { Refusal } from './refusal.ts'
import { filesOf, findFile, forgetFile, storeFile } from './stored-files.ts'
import type { StoredFile } from './stored-files.ts'

const month = 30 * 24 * 3_600_000

/** Keeps the file of an upload. */
export async function uploadFile(
  host: BatchHost,
  key: string,
  form: FormData | undefined,
  random: Random,
): Promise<StoredFile | Refusal> {
  const file = form?.get('file')
  const purpose = form?.get('purpose')
  if (file == null || typeof file === 'string') return refuse("'file' is a required property")
  if (typeof purpose !== 'string' || purpose === '') return refuse("'purpose' is a required property")
  if (!host.purposes.includes(purpose)) {
    const known = host.purposes.map((name) => `'${name}'`).join(', ')
    return refuse(`'${purpose}' is not one of [${known}] - 'purpose'`)
  }
  if (purpose === 'batch' && !file.name.endsWith('.jsonl')) {
    return refuse('Invalid file format for Batch API. Must be .jsonl')
  }
  if (purpose === 'fine-tune' && !file.name.endsWith('.jsonl')) {
    return refuse(`Invalid extension ${file.name.split('.').at(-1) ?? ''}. Supported formats: "jsonl"`)
  }
  const most = purpose === 'batch' ? host.largestFile : 512 * 1024 * 1024
  if (file.size > most) {
    return {
      status: 413,
      message: `File is too large: ${file.size} bytes, more than the ${most} bytes a file for '${purpose}' may have.`,
    }
  }
  const asked = form?.get('expires_after[seconds]')
  const kept = typeof asked === 'string' ? Number(asked) * 1000 : purpose === 'batch' ? month : undefined
  const createdAt = now()
  const stored: StoredFile = {
    id: host.fileId(random),
    account: accountOf(host, key),
    name: file.name,
    purpose,
    bytes: new Uint8Array(await file.arrayBuffer()),
    createdAt,
    ...(kept !== undefined && { expiresAt: createdAt + kept }),
  }
  storeFile(stored)
  return stored
}

/** A file of this key's own; the results of its batches are among them. */
export function fileOf(host: BatchHost, key: string, id: string): StoredFile | Refusal {
  for (const job of jobsOf(host, key)) workOn(job)
  return findFile(accountOf(host, key), id) ?? { status: 404, message: `No such File object: ${id}`, param: 'id' }
}

/** A file whose content may be read: what was uploaded to be searched or to be learnt from stays where it is. */
export function readableFile(host: BatchHost, key: string, id: string): StoredFile | Refusal {
  const file = fileOf(host, key, id)
  if ('status' in file || !['assistants', 'user_data', 'vision'].includes(file.purpose)) return file
  return refuse(`Not allowed to download files of purpose: ${file.purpose}`)
}

/** Deletes a file. */
export function deleteFile(host: BatchHost, key: string, id: string): StoredFile | Refusal {
  const file = fileOf(host, key, id)
  if (!('status' in file)) forgetFile(id)
  return file
}

/** The files of a key, newest first. */
export function allFiles(host: BatchHost, key: string): StoredFile[] {
  for (const job of jobsOf(host, key)) workOn(job)
  return filesOf(accountOf(host, key))
}

function refuse(message: string): Refusal {
  return { status: 400, message }
}
