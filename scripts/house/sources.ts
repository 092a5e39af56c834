import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { root } from '../lessons.ts'

/** A file of ours, with what it takes from others and offers to them. */
export interface Source {
  /** From the workbook's folder, with forward slashes. */
  readonly path: string
  /** Modules it imports, as written. */
  readonly modules: readonly string[]
  /** Our files among them. */
  readonly imports: readonly string[]
  /** Of our files that it imports, or names in any other string as that of a process to start: the names it takes; `*` for all. */
  readonly takes: ReadonlyMap<string, readonly string[]>
  readonly exports: readonly Export[]
}

interface Export {
  readonly name: string
  readonly isType: boolean
  /** Whether the file itself uses it too. */
  readonly isUsedInside: boolean
}

const folders = ['kit', 'lessons', 'exercises', 'solutions', 'mocks', 'scripts']

/** Every source file of the workbook; known-wrong answers, and packages that are installed beside ours, left out. */
export function readSources(): Source[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
      .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/')),
  )
  const ours = new Set(paths.filter((path) => !/(^|\/)node_modules\/|^mocks\/clients\/|\.wrong\//.test(path)))
  return [...ours].sort().map((path) => read(path, ours))
}

const statement = /^(?:import|export)\s+(?:type\s+)?([\w*\s{},$]*?)\s*from\s+'([^'\n]+)'|^import\s+'([^'\n]+)'/gm

function read(path: string, ours: ReadonlySet<string>): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const own = (module: string) => posix.normalize(posix.join(posix.dirname(path), module))
  const modules: string[] = []
  const takes = new Map<string, string[]>()
  // Code that is quoted imports nothing.
  const code = text.replaceAll(quotedCode, '``')
  for (const [, names = '', from, alone] of code.matchAll(statement)) {
    const module = from ?? alone!
    modules.push(module)
    if (!module.startsWith('.')) continue
    const list = /\{([^}]*)\}/.exec(names)?.[1]
    const taken = list === undefined ? ['*'] : list.split(',').map(nameIn).filter(Boolean)
    takes.set(own(module), [...(takes.get(own(module)) ?? []), ...taken])
  }
  for (const [, module = ''] of code.matchAll(/\bimport\('([^'\n]+)'\)/g)) modules.push(module)
  // What is imported when it is needed, and what is started as a process, is taken as a whole.
  for (const [, name = ''] of text.replaceAll(statement, '').matchAll(/['"`]([./\w-]+\.(?:ts|mjs))['"`]/g)) {
    for (const file of [own(name), posix.normalize(name)]) if (ours.has(file)) takes.set(file, ['*'])
  }
  const imports = modules.filter((module) => module.startsWith('.')).map(own)
  return { path, modules, imports, takes, exports: exportsOf(text) }
}

/** The name as the other file knows it: `type A`, `a as b`. */
function nameIn(item: string): string {
  return item
    .trim()
    .replace(/^type\s+/, '')
    .replace(/\s+as\s.*$/s, '')
}

/** Of a string between backticks that goes over several lines, or a short one. */
const quotedCode = /`(?:\\.|[^`\\])*`/gs

const declaration = /^export (?:async )?(function\*?|const|let|class|interface|type) (\w+)/gm

function exportsOf(text: string): Export[] {
  const code = text.replaceAll(quotedCode, '``').replaceAll(/^export (?:type )?\{[^}]*\} from .*$/gm, '')
  return [...code.matchAll(declaration)].map(([, kind = '', name = '']) => ({
    name,
    isType: kind === 'interface' || kind === 'type',
    isUsedInside: [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1,
  }))
}

/** The modules that a package.json of ours offers to others, and the commands that npm starts. */
export function entries(): string[] {
  const { scripts, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
    imports: Record<string, string>
  }
  const commands = Object.values(scripts).flatMap((script) => {
    const name = /^node scripts\/start\.mjs (\S+)/.exec(script)?.[1]
    return name === undefined ? [] : [`scripts/${name}.ts`]
  })
  return [...commands, ...Object.values(imports).map((path) => posix.normalize(path))]
}

/** Files that something outside of our sources names: vitest's settings, CI, containers, documents for contributors. */
export function namedOutside(sources: readonly Source[]): string[] {
  const pages = [
    'vitest.config.ts',
    'kit/package.json',
    '.ci/run',
    'binder/postBuild',
    'CONTRIBUTING.md',
    'package.json',
  ]
  const texts = pages
    .filter((page) => existsSync(join(root, page)))
    .map((page) => ({ folder: posix.normalize(dirname(page)), text: readFileSync(join(root, page), 'utf8') }))
  return sources
    .map(({ path }) => path)
    .filter((path) =>
      texts.some(
        ({ folder, text }) => text.includes(path) || (folder !== '.' && text.includes(posix.relative(folder, path))),
      ),
    )
}
