import type { Complaint } from '../complaint.ts'

/** A complaint in the words of Groq's validator. */
export function wordsFor(complaint: Complaint | undefined): string {
  if (!complaint) return 'invalid request'
  const { path, kind } = complaint
  const name = `'${path.join('.')}'`
  const parent = `'${path.slice(0, -1).join('.')}'`
  switch (kind) {
    case 'unknown': {
      const property = String(path.at(-1))
      const [near] = complaint.known
        .filter((known) => distance(known, property) <= 2)
        .toSorted((one, other) => distance(one, property) - distance(other, property))
      const words = `property '${property}' is unsupported${near ? `, did you mean '${near}'?` : ''}`
      return path.length === 1 ? words : inMessage(path, complaint, `(${parent} : ${words})`)
    }
    case 'missing':
      return path.length === 1
        ? `${name} : property ${name} is missing`
        : inMessage(path, complaint, `(${parent} : property '${path.at(-1)}' is missing)`)
    case 'type':
      return path[0] === 'messages' && path.length > 2
        ? inMessage(path, complaint, `(${name} : ${typeWords(complaint.expected)})`)
        : `${name} : ${typeWords(complaint.expected)}`
    case 'choice':
      return path.at(-1) === 'role'
        ? `${parent} : discriminator property 'role' has invalid value`
        : `${name} : value must be one of ${complaint.known.map((value) => `"${value}"`).join(', ')}`
    case 'low':
      return `${name} : number must be at least ${complaint.limit}`
    case 'high':
      return `${name} : number must be at most ${complaint.limit}`
    case 'short':
      return `${name} : minimum number of items is ${complaint.limit}`
    case 'long':
      return `${name} : maximum number of items is ${complaint.limit}`
  }
}

function typeWords(expected: readonly string[]): string {
  if (expected.length > 1)
    return `one of the following must be satisfied[${expected.map((type) => `(value must be ${a(type)})`).join(' or ')}]`
  return `value must be ${a(expected[0] ?? 'object')}`
}

function a(type: string): string {
  const name = type === 'decimal' ? 'number' : type
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`
}

/** What is wrong inside a message, with the role it has. */
function inMessage(path: Complaint['path'], complaint: Complaint, words: string): string {
  const [list, at] = path
  const { role } = (complaint.message ?? {}) as { role?: unknown }
  const whose = role === undefined ? '' : ` for 'role:${typeof role === 'string' ? role : JSON.stringify(role)}'`
  return `'${list}.${at}' :${whose} the following must be satisfied[${words}]`
}

/** `a`, `b`, or `c` */
export function either(values: readonly string[]): string {
  const last = values.at(-1) ?? ''
  if (values.length < 3) return values.join(' or ')
  return `${values.slice(0, -1).join(', ')}, or ${last}`
}

/** How many letters are to be changed, added or left out to make one word of the other. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Infinity
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
