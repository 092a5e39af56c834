// tslab's insides, as far as the workbook uses and mends them. tslab publishes types for its display functions only, so the
// parts are named here; which version they were read from stands in tslab-repairs.ts.
import { createRequire } from 'node:module'

export interface Converted {
  /** JavaScript of the cell; absent if there is nothing to run. */
  output?: string
  /** What the next cells see of it; absent if there is nothing to run. */
  declOutput?: string
  /** Sources that it is the first to import. */
  sideOutputs?: { path: string; data: string }[]
  diagnostics: Diagnostic[]
  /** Whether the executor must wrap the cell in an async function. */
  hasToplevelAwait?: boolean
}

export interface Diagnostic {
  /** Both from 0. */
  start: { line: number; character: number }
  /** Absent for the cell itself. */
  fileName?: string
}

export interface Converter {
  convert(previousDeclarations: string, source: string): Converted
  inspect(previousDeclarations: string, source: string, position: number): unknown
  complete(previousDeclarations: string, source: string, position: number): unknown
  /** Takes a cell that is a module of its own; says what is wrong with it. */
  addModule(name: string, source: string, metadata: Metadata): Diagnostic[]
  close(): void
}

/** What a cell says of itself in a comment at its beginning. */
export interface Metadata {
  /** The name of the module that it is. */
  module?: string
}

export interface Converters {
  readonly node: Converter
  readonly browser: Converter
  close(): void
}

export interface Console {
  log(...args: unknown[]): void
  error(...args: unknown[]): void
}

export interface Executor {
  /** Resolves to false if the cell did not compile or threw; why was said to the console before. */
  execute(source: string): Promise<boolean>
  /** Hands the declarations of all cells so far to the converter's `inspect`, and gives what that returns. */
  inspect(source: string, position: number): unknown
}

/** What a cell shows besides text; `display_id` names a place that a later update overwrites. */
export interface DisplayData {
  data: Record<string, unknown>
  metadata: Record<string, unknown>
  transient?: { display_id?: string }
}

export interface ExecuteRequest {
  code: string
  /** False: cells already waiting run although this one failed. */
  stop_on_error?: boolean
}

export interface ExecuteReply {
  status: 'ok' | 'error' | 'aborted'
  execution_count?: number
  ename?: string
  evalue?: string
  traceback?: string[]
}

export type WriteStream = (name: 'stdout' | 'stderr', text: string) => void
export type WriteDisplayData = (data: DisplayData, update?: boolean) => void

export interface Handler {
  execCount: number
  executor: Executor
  execQueue: { add<T>(task: () => Promise<T>): Promise<T> }
  handleExecute(
    request: ExecuteRequest,
    writeStream: WriteStream,
    writeDisplayData: WriteDisplayData,
    /** Called when it is this cell's turn; ours. */
    announce?: (executionCount: number) => void,
  ): Promise<ExecuteReply>
  handleExecuteImpl(
    request: ExecuteRequest,
    writeStream: WriteStream,
    writeDisplayData: WriteDisplayData,
  ): Promise<unknown>
  handleKernel(): { language_info: Record<string, unknown> }
}

export interface Message {
  header: { msg_type: string }
  content: unknown
  createReply(): Message
  signAndSend(key: string, socket: unknown): void
}

interface Socket {
  /** How many messages may wait to be sent; 0 is any number. */
  sendHighWaterMark?: number
  send(message: unknown): Promise<void>
  close(): void
}

export interface Server {
  handler: Handler
  connInfo: { key: string }
  iopub: Socket
  bindSocket(socket: Socket, port: number): Promise<void>
  handleExecute(socket: unknown, message: Message): Promise<void>
}

export interface TypeScript {
  sys: System
  createWatchCompilerHost(
    files: string[],
    options: Record<string, unknown>,
    system: System,
    createProgram: CreateBuilder | null,
    ...rest: unknown[]
  ): WatchHost
  createAbstractBuilder: CreateBuilder
  /** Notes in a file what it declares, as `locals`. */
  bindSourceFile(file: SourceFile, options: Record<string, unknown>): void
  /** What is wrong in these files, for reading by people. */
  getPreEmitDiagnosticsOfFiles(program: unknown, files: readonly { fileName: string }[]): unknown
  transpileModule(source: string, options: { compilerOptions: Record<string, unknown> }): { outputText: string }
  createSourceFile(name: string, text: string, target: number, setParents: boolean): SyntaxNode
  forEachChild<T>(node: SyntaxNode, visit: (child: SyntaxNode) => T | undefined): T | undefined
  isFunctionLike(node: SyntaxNode): boolean
  isClassLike(node: SyntaxNode): boolean
  isForOfStatement(node: SyntaxNode): node is ForOf
  isShorthandPropertyAssignment(node: SyntaxNode): node is Shorthand
  ModuleResolutionKind: { Bundler: number }
  ScriptTarget: { ESNext: number }
}

/** Makes the program of the files as they are now, from the one before. */
type CreateBuilder = (names: unknown, options: unknown, files: FileReader, ...rest: unknown[]) => Builder

interface WatchHost {
  createProgram: CreateBuilder
}

/** Reads and parses files for a program. */
export interface FileReader {
  getSourceFile(name: string, ...rest: unknown[]): SourceFile | undefined
  getSourceFileByPath(name: string, path: string, ...rest: unknown[]): SourceFile | undefined
}

export interface Builder {
  getProgram(): Program
  /** The files that a file needs, itself included, by their names. */
  getAllDependencies(file: SourceFile): string[]
}

export interface Program {
  getCompilerOptions(): Record<string, unknown>
  getSourceFile(name: string): SourceFile | undefined
}

export interface SourceFile {
  fileName: string
  locals?: unknown
  /** What each import stands for; absent where there is none. */
  resolvedModules?: {
    forEach(visit: (resolution: { resolvedModule?: { resolvedFileName: string } }) => void): void
  }
}

/** What the compiler sees of the machine. */
export interface System {
  watchFile(path: string, ...rest: unknown[]): { close(): void }
  readFile(path: string, encoding?: string): string | undefined
  getCurrentDirectory(): string
  setTimeout(callback: () => void, ...rest: unknown[]): unknown
}

export interface SyntaxNode {
  kind: number
}

interface ForOf extends SyntaxNode {
  awaitModifier?: SyntaxNode
}

interface Shorthand extends SyntaxNode {
  name: { text: string; end: number }
}

export interface Tslab {
  version: string
  typescript: TypeScript
  converter: { createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter }
  metadata: { getCodeMetadata(source: string): Metadata }
  executor: { createExecutor(folder: string, converters: Converters, console: Console): Executor }
  jupyter: {
    JupyterHandlerImpl: { new (executor: Executor, isJavaScript: boolean): Handler; prototype: Handler }
    ZmqServer: { prototype: Server }
  }
  /** Starts the kernel that Jupyter asked for; `configPath` is its connection file. */
  startKernel(options: { configPath: string; enableFindLocal: false }): void
}

/** Loads tslab (about 0.3 s, most of it its TypeScript). */
export function loadTslab(): Tslab {
  const load = createRequire(import.meta.url)
  const typescript = loadTypeScript(load)
  return {
    version: (load('tslab/package.json') as { version: string }).version,
    typescript,
    converter: load('tslab/dist/converter.js') as Tslab['converter'],
    metadata: load('tslab/dist/metadata.js') as Tslab['metadata'],
    executor: load('tslab/dist/executor.js') as Tslab['executor'],
    jupyter: load('tslab/dist/jupyter.js') as Tslab['jupyter'],
    startKernel: (load('tslab/dist/main.js') as Pick<Tslab, 'startKernel'>).startKernel,
  }
}

/** TypeScript's exports cannot be changed, so tslab gets a copy of the list in which three can. It must be there before tslab looks. */
function loadTypeScript(load: NodeJS.Require): TypeScript {
  const original = load('@tslab/typescript-for-tslab') as TypeScript
  const cached = load.cache[load.resolve('@tslab/typescript-for-tslab')]
  const copy: TypeScript = Object.defineProperties({} as TypeScript, {
    ...Object.getOwnPropertyDescriptors(original),
    createWatchCompilerHost: writable(original.createWatchCompilerHost),
    getPreEmitDiagnosticsOfFiles: writable(original.getPreEmitDiagnosticsOfFiles),
    transpileModule: writable(original.transpileModule),
  })
  if (cached) cached.exports = copy
  return copy
}

const writable = <Value>(value: Value) => ({ value, writable: true, enumerable: true })
