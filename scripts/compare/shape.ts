/** What a body consists of: each path with the types that were seen there, and the order of the names in each object. */
export interface Shape {
  readonly types: ReadonlyMap<string, ReadonlySet<string>>
  readonly orders: ReadonlyMap<string, readonly string[]>
}

/**
 * The shape of some JSON values together. Items of a list count as one: `choices[].message.content`.
 *
 * @param values parsed JSON
 */
export function shapeOf(values: readonly unknown[]): Shape {
  const types = new Map<string, Set<string>>()
  const orders = new Map<string, string[]>()
  const visit = (value: unknown, path: string) => {
    types.set(path, (types.get(path) ?? new Set()).add(typeOf(value)))
    if (Array.isArray(value)) return value.forEach((item) => visit(item, `${path}[]`))
    if (typeof value !== 'object' || value === null) return
    const names = Object.keys(value)
    if (!orders.has(path)) orders.set(path, names)
    for (const [name, item] of Object.entries(value)) visit(item, path === '' ? name : `${path}.${name}`)
  }
  for (const value of values) visit(value, '')
  return { types, orders }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
}

/**
 * How a simulated body differs from a recorded one, a phrase for each path. Of a list that is empty on one side, the items are not told.
 */
export function differentShapes(recorded: Shape, simulated: Shape): string[] {
  const found: string[] = []
  for (const [path, types] of recorded.types) {
    const own = simulated.types.get(path)
    if (!own)
      found.push(
        ...(!path.endsWith('[]') && hasParent(path, simulated)
          ? [`${path} (${list(types)}) is only in the recording`]
          : []),
      )
    else if (!overlap(types, own)) found.push(`${path || 'the body'} is ${list(types)}, simulated ${list(own)}`)
  }
  for (const [path, types] of simulated.types) {
    if (!recorded.types.has(path) && !path.endsWith('[]') && hasParent(path, recorded))
      found.push(`${path} (${list(types)}) is only in the simulation`)
  }
  for (const [path, names] of recorded.orders) {
    const own = simulated.orders.get(path)
    if (!own) continue
    const [a, b] = [names.filter((name) => own.includes(name)), own.filter((name) => names.includes(name))]
    if (a.join() !== b.join())
      found.push(`${path || 'the body'} has the order ${a.join(', ')}; simulated ${b.join(', ')}`)
  }
  return found
}

/** Of what is missing as a whole, only the top is told. */
function hasParent(path: string, shape: Shape): boolean {
  const parent = path.endsWith('[]') ? path.slice(0, -2) : path.slice(0, Math.max(path.lastIndexOf('.'), 0))
  return shape.types.has(parent)
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((type) => b.has(type))
}

const list = (types: ReadonlySet<string>) => [...types].join(' or ')
