import type { Incoming } from '../incoming.ts'

/**
 * The form in a request's body.
 *
 * @returns undefined where the body is something else and is unread still; an empty form where it is broken
 */
export async function formOf(request: Incoming): Promise<FormData | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body) return undefined
  const bytes = await request.arrayBuffer()
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    return new FormData()
  }
}

/** All that a form says, without the border between its parts, which is another one each time. */
export async function contentOf(form: FormData): Promise<string> {
  const parts = await Promise.all(
    [...form].map(async ([name, value]) => {
      return typeof value === 'string' ? `${name}=${value}` : `${name}=${value.name} ${await value.text()}`
    }),
  )
  return parts.join('&')
}
