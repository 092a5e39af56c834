// How tslab compiles cells: with which settings, which files it checks and reads, and how a place in what runs is found again.
import { relative } from 'node:path'
import type { FileReader, Program, SourceFile, Tslab, TypeScript } from './tslab.ts'

/**
 * Mends the compiler that tslab uses.
 * @param typescript tslab's own; call it before a converter is made
 */
export function repairCompiling(typescript: TypeScript): void {
  repairTypes(typescript)
  repairChecking(typescript)
  repairDependencies(typescript)
  repairLines(typescript)
}

/** Types as strict and as new as this TypeScript can have them, and packages found the way today's packages want to be (`exports`, `.ts` specifiers). */
function repairTypes(typescript: TypeScript): void {
  const { createWatchCompilerHost } = typescript
  typescript.createWatchCompilerHost = (files, options, system, ...rest) =>
    createWatchCompilerHost(
      files,
      {
        ...options,
        moduleResolution: typescript.ModuleResolutionKind.Bundler,
        allowImportingTsExtensions: true,
        strict: true,
        noUncheckedIndexedAccess: true,
        types: ['node'],
        lib: ['lib.es2023.d.ts'],
        inlineSourceMap: true,
      },
      system,
      ...rest,
    )
}

/** tslab checks the sources of the packages too, for every cell anew, and then drops what it found outside the notebook's folder. */
function repairChecking(typescript: TypeScript): void {
  const { sys, getPreEmitDiagnosticsOfFiles } = typescript
  const inside = (file: string) => !relative(sys.getCurrentDirectory(), file).startsWith('..')
  typescript.getPreEmitDiagnosticsOfFiles = (program, files) =>
    getPreEmitDiagnosticsOfFiles(
      program,
      files.filter((file) => inside(file.fileName)),
    )
}

/**
 * For every cell, and twice, TypeScript would list what each of a thousand files depends on: a fifth of the work of a notebook. tslab asks
 * only for the sources that a cell imports.
 */
function repairDependencies(typescript: TypeScript): void {
  const { createWatchCompilerHost } = typescript
  typescript.createWatchCompilerHost = (files, options, system, _, ...rest) =>
    createWatchCompilerHost(
      files,
      options,
      system,
      (...args) => {
        const builder = typescript.createAbstractBuilder(...args)
        const program = builder.getProgram()
        // tslab reads from a file what it declares, which nobody has noted there yet.
        for (const name of files) {
          const file = program.getSourceFile(name)
          if (file && !file.locals) typescript.bindSourceFile(file, program.getCompilerOptions())
        }
        builder.getAllDependencies = (file) => sourcesOf(program, file)
        return builder
      },
      ...rest,
    )
}

/** A file and all sources that it imports, by their names; declarations are none. */
function sourcesOf(program: Program, file: SourceFile): string[] {
  const names = new Set([file.fileName])
  // Those that are added meanwhile have their turn, too.
  for (const name of names) {
    program.getSourceFile(name)?.resolvedModules?.forEach(({ resolvedModule }) => {
      if (resolvedModule && !resolvedModule.resolvedFileName.endsWith('.d.ts'))
        names.add(resolvedModule.resolvedFileName)
    })
  }
  return [...names]
}

/**
 * Reads declaration files without their documentation, which is a third of the work of reading them: for cells that nobody watches, since
 * a kernel shows it to its reader. Empty lines take its place.
 */
export function skipDocumentation({ typescript }: Tslab): void {
  const { createWatchCompilerHost } = typescript
  typescript.createWatchCompilerHost = (files, options, system, ...rest) => {
    const { readFile } = system
    system.readFile = (path, encoding) => {
      const text = readFile.call(system, path, encoding)
      return path.endsWith('.d.ts') ? text?.replaceAll(/^[ \t]*\/\*\*[^]*?\*\//gm, emptied) : text
    }
    return createWatchCompilerHost(files, options, system, ...rest)
  }
}

const emptied = (comment: string) => comment.replaceAll(/[^\n]+/g, '')

/**
 * Reads the declaration files of packages once for all converters of this process, as TypeScript's own registry of documents does for the
 * projects of an editor.
 */
export function shareDeclarations({ typescript }: Tslab): void {
  const known = new Map<string, SourceFile>()
  const share = (name: string, read: () => SourceFile | undefined) => {
    if (!name.endsWith('.d.ts') || !name.includes('/node_modules/')) return read()
    const file = known.get(name) ?? read()
    if (file) known.set(name, file)
    return file
  }
  const { createWatchCompilerHost } = typescript
  typescript.createWatchCompilerHost = (...args) => {
    const host = createWatchCompilerHost(...args)
    const { createProgram } = host
    let reader: FileReader | undefined
    host.createProgram = (names, options, files, ...rest) => {
      reader ??= Object.assign(Object.create(files) as FileReader, {
        getSourceFile: (name: string, ...more: unknown[]) => share(name, () => files.getSourceFile(name, ...more)),
        getSourceFileByPath: (name: string, path: string, ...more: unknown[]) =>
          share(name, () => files.getSourceFileByPath(name, path, ...more)),
      })
      return createProgram(names, options, reader, ...rest)
    }
    return host
  }
}

/** Keeps the way back from running code to the cell's lines through the second compilation as well. */
function repairLines(typescript: TypeScript): void {
  const { transpileModule } = typescript
  typescript.transpileModule = (source, options) =>
    transpileModule(source, { ...options, compilerOptions: { ...options.compilerOptions, inlineSourceMap: true } })
}
