// Student code and the checks on it live in one process. What the checks rely on is put out of its reach here, before it is loaded.
import { models } from '@workbook/kit'

const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, preventExtensions } = Object
const { apply, ownKeys } = Reflect

/** The language's own objects, and those of the web that the simulated providers and their tape are built on. */
const names =
  'Array BigInt Boolean Date Function Intl Iterator JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol ' +
  'Uint8Array WeakMap WeakSet Headers ReadableStream Request Response TextDecoder TextEncoder URL URLSearchParams'

/** The language's own objects that have no name; their prototypes are locked too, up to that of `Object`. */
const nameless: readonly object[] = [
  [][Symbol.iterator](),
  ''[Symbol.iterator](),
  new Map()[Symbol.iterator](),
  new Set()[Symbol.iterator](),
  ''.matchAll(/x/g),
  (function* () {})(),
  (async function* () {})(),
  new Uint8Array(),
  new Intl.Segmenter(),
]

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
  const owners = new Map<object, string>()
  for (const name of names.split(' ')) {
    const value = shared[name] as { prototype?: object }
    defineProperty(globalThis, name, { value, writable: false, configurable: false })
    owners.set(value, name)
    if (value.prototype) owners.set(value.prototype, `${name}.prototype`)
  }
  for (const value of nameless)
    for (
      let owner = getPrototypeOf(value) as object;
      owner && !owners.has(owner);
      owner = getPrototypeOf(owner) as object
    )
      owners.set(owner, `${String(Reflect.get(owner, Symbol.toStringTag) ?? 'Unnamed')}.prototype`)
  for (const [owner, name] of owners) {
    for (const key of ownKeys(owner)) lockProperty(name, owner, key)
    // Nor may it get what it never had: a `then` or a `0` that every object inherits would be asked for what the checks pass on.
    preventExtensions(owner)
  }
  lockErrors()
  // By its prices the checks compute what is right.
  freezeAll(models)
  for (const name of doors) Reflect.deleteProperty(process, name)
  for (const name of doors) if (name in process) defineProperty(process, name, { value: undefined })
  Object.assign(process, { send: undefined, disconnect: undefined })
  for (const name of vitestOwn) keepFor(vitestFiles, globalThis, name)
  for (const name of ownKeys(process)) if (isChannel(name)) keepFor(nodeFiles, process, name)
}

/** Of these, packages make objects with properties of their own by inherited names, `return` for a generator. */
const inherited =
  /^(Object|Function|Promise|Request|Response|Headers|ReadableStream|Iterator|Generator|AsyncGenerator|Unnamed)\.prototype$/

/**
 * As `Object.freeze`, except that objects, requests and the like may still be given a property of their own by a name that they
 * inherit, as packages do; a frozen one would forbid it.
 */
function lockProperty(name: string, owner: object, key: string | symbol): void {
  const property = getOwnPropertyDescriptor(owner, key)
  if (!property?.configurable) return
  const { value, enumerable = false } = property
  const isInherited = inherited.test(name)
  if (typeof value !== 'function' || !isInherited) {
    // `Math.random` is for whoever wants to foresee chance.
    const writable = name === 'Math' && key === 'random'
    defineProperty(owner, key, { configurable: false, ...('value' in property && { writable }) })
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

/** Makes data unchangeable, down to its last part. */
function freezeAll(data: unknown): void {
  if (typeof data !== 'object' || data === null) return
  freeze(data)
  for (const part of Object.values(data)) freezeAll(part)
}

/** Errors may be changed, as packages do, but not so that they see who asks for a property, or say what they are not. */
function lockErrors(): void {
  const value: unknown = Reflect.get(Error, 'prepareStackTrace')
  defineProperty(Error, 'prepareStackTrace', { value, writable: true, configurable: false })
  defineProperty(Error, 'stackTraceLimit', { writable: true, configurable: false })
  defineProperty(Error, Symbol.hasInstance, { value: Function.prototype[Symbol.hasInstance] })
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

const fileNameOf = firstFrame().getFileName

/** V8's own description of a place in the code, before anybody could change what it says. */
function firstFrame(): NodeJS.CallSite {
  const { prepareStackTrace } = Error
  let frame: NodeJS.CallSite | undefined
  Error.prepareStackTrace = (_, [first]) => void (frame = first)
  void new Error('where am I?').stack
  Error.prepareStackTrace = prepareStackTrace
  return frame!
}

/** Whether one of these files is just reading or writing a property: it has the frame after the accessor's own. */
function isAskedBy(files: RegExp): boolean {
  const { prepareStackTrace, stackTraceLimit } = Error
  let file: unknown
  Error.stackTraceLimit = 3
  Error.prepareStackTrace = (_, frames) => {
    file = apply(fileNameOf, frames[2], [])
    return ''
  }
  void new Error('who asks?').stack
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return typeof file === 'string' && files.test(file)
}
