import type { FileDeleted, FileObject } from 'openai/resources/files'
import { allFiles, deleteFile, fileOf, readableFile, uploadFile } from '../batch/file-requests.ts'
import type { StoredFile } from '../batch/stored-files.ts'
import { now } from '../../world.ts'
import { openaiBatches } from './batch-host.ts'
import type { Call, Outcome, Route } from './call.ts'
import { pretty } from './json.ts'
import { pageOf } from './pages.ts'

/** The addresses of files. */
export const fileRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/files', endpoint: createFile },
  { method: 'GET', path: '/v1/files', endpoint: listFiles },
  { method: 'GET', path: '/v1/files/:id', endpoint: retrieveFile },
  { method: 'DELETE', path: '/v1/files/:id', endpoint: removeFile },
  { method: 'GET', path: '/v1/files/:id/content', endpoint: readContent },
]

/** POST /v1/files */
async function createFile({ key, form, random }: Call): Promise<Outcome> {
  const file = await uploadFile(openaiBatches, key, form, random)
  return 'message' in file ? file : json(fileObject(file))
}

/** GET /v1/files: newest first. */
function listFiles({ key, query }: Call): Outcome {
  const purpose = query.get('purpose')
  const files = allFiles(openaiBatches, key).filter((file) => purpose === null || file.purpose === purpose)
  const ordered = query.get('order') === 'asc' ? files.toReversed() : files
  const page = pageOf(ordered.map(fileObject), query, { usual: 10_000, most: 10_000 })
  return 'message' in page ? page : json(page)
}

/** GET /v1/files/{id} */
function retrieveFile({ key, id }: Call): Outcome {
  const file = fileOf(openaiBatches, key, id)
  return 'message' in file ? file : json(fileObject(file))
}

/** DELETE /v1/files/{id} */
function removeFile({ key, id }: Call): Outcome {
  const file = deleteFile(openaiBatches, key, id)
  return 'message' in file ? file : json({ object: 'file', deleted: true, id } satisfies FileDeleted)
}

/** GET /v1/files/{id}/content */
function readContent({ key, id }: Call): Outcome {
  const file = readableFile(openaiBatches, key, id)
  if ('message' in file) return file
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
  }
  return { response: new Response(file.bytes, { headers }) }
}

/** A file on the wire, with nulls that the SDK's type leaves out. */
type WireFile = Omit<FileObject, 'expires_at' | 'status_details'> & { expires_at: number | null; status_details: null }

function fileObject({ id, purpose, name, bytes, createdAt, expiresAt }: StoredFile): WireFile {
  return {
    object: 'file',
    id,
    purpose: purpose as FileObject['purpose'],
    filename: name,
    bytes: bytes.length,
    created_at: Math.floor(Math.min(createdAt, now()) / 1000),
    expires_at: expiresAt === undefined ? null : Math.floor(expiresAt / 1000),
    status: 'processed',
    status_details: null,
  }
}

function json(body: object): Outcome {
  return { response: new Response(`${pretty(body)}\n`, { headers: { 'content-type': 'application/json' } }) }
}
