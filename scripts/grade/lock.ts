// Student code and the checks on it live in one process. What the checks rely on is put out of its reach here, before it is loaded.

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object
const { ownKeys } = Reflect

/** The language's own objects, and those of the web that the simulated providers and their tape are built on. */
const names =
  'Array Boolean Function JSON Map Number Object Promise Proxy Reflect RegExp Set String Symbol ' +
  'Uint8Array WeakMap WeakSet Headers ReadableStream Request Response TextDecoder TextEncoder URL URLSearchParams'

const vitestFiles = /[\\/]node_modules[\\/](vitest|@vitest|vite)[\\/]/
const nodeFiles = /^node:internal\//

let isLocked = false

/** Doors of `process` that lead around the rules for imports. */
const doors = ['getBuiltinModule', 'binding', '_linkedBinding', 'dlopen', 'execve', 'report']

/** What vitest keeps among the globals for itself. */
const vitestOwn = ['__vitest_worker__', '__vitest_mocker__', '__vitest_index__', '__vitest_required__']

/**
 * Makes the language's own objects unchangeable, and takes away what leads to vitest, to Node's internals and to modules that no
 * exercise needs. To be called when everything that has a right to change them has done so; only the first call does anything.
 */
export function lock(): void {
  if (isLocked) return
  isLocked = true
  const shared = globalThis as unknown as Record<string, unknown>
  const iterator = getPrototypeOf([][Symbol.iterator]()) as object
  const owners = names.split(' ').flatMap((name) => {
    const value = shared[name] as { prototype?: object }
    defineProperty(globalThis, name, { value, writable: false, configurable: false })
    return [[name, value] as const, ...(value.prototype ? [[`${name}.prototype`, value.prototype] as const] : [])]
  })
  for (const [name, owner] of [
    ...owners,
    ['an iterator', iterator] as const,
    ['an iterator', getPrototypeOf(iterator)] as const,
  ])
    for (const key of ownKeys(owner)) lockProperty(name, owner as object, key)
  for (const name of doors) Reflect.deleteProperty(process, name)
  for (const name of doors) if (name in process) defineProperty(process, name, { value: undefined })
  Object.assign(process, { send: undefined, disconnect: undefined })
  for (const name of vitestOwn) keepFor(vitestFiles, globalThis, name)
  for (const name of ownKeys(process)) if (isChannel(name)) keepFor(nodeFiles, process, name)
}

/**
 * As `Object.freeze`, except that objects, requests and the like may still be given a property of their own by a name that they
 * inherit, as packages do; a frozen one would forbid it.
 */
function lockProperty(name: string, owner: object, key: string | symbol): void {
  const property = getOwnPropertyDescriptor(owner, key)
  if (!property?.configurable) return
  const { value, enumerable = false } = property
  const isInherited = /^(Object|Function|Promise|Request|Response|Headers|ReadableStream)\.prototype$/.test(name)
  if (typeof value !== 'function' || key === 'constructor' || !isInherited) {
    defineProperty(owner, key, { configurable: false, ...('value' in property && { writable: key === 'constructor' }) })
    return
  }
  defineProperty(owner, key, {
    enumerable,
    configurable: false,
    get: () => value as unknown,
    set(this: object, next: unknown) {
      if (this === owner)
        throw new TypeError(`${name}.${String(key)} belongs to JavaScript itself and may not be changed`)
      defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true })
    },
  })
}

/** What leads to the connection with the parent process. */
function isChannel(name: string | symbol): boolean {
  return name === '_send' || name === '_disconnect' || name === 'channel' || String(name) === 'Symbol(kChannelHandle)'
}

/** Lets a property be seen by certain files alone. */
function keepFor(files: RegExp, owner: object, name: string | symbol): void {
  let value: unknown = Reflect.get(owner, name)
  defineProperty(owner, name, {
    configurable: false,
    enumerable: false,
    get: () => (isAskedBy(files) ? value : undefined),
    set(next: unknown) {
      if (isAskedBy(files)) value = next
    },
  })
}

/** Whether one of these files is just reading or writing a property: it has the frame after the accessor's own. */
function isAskedBy(files: RegExp): boolean {
  const { prepareStackTrace, stackTraceLimit } = Error
  let file: unknown
  Error.stackTraceLimit = 3
  Error.prepareStackTrace = (_, frames) => {
    file = frames[2]?.getFileName()
    return ''
  }
  void new Error('who asks?').stack
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return typeof file === 'string' && files.test(file)
}
