import { builtinModules } from 'node:module'
import { parseAst } from 'vite'
import type { Plugin } from 'vitest/config'
import { isOurs, notAPackage } from './subjects.ts'

/** What exercises are about, and what lessons show. Of pino only itself: its inner files load other modules by name. */
const packages =
  /^((openai|@anthropic-ai\/sdk|@google\/genai|groq-sdk|@workbook\/kit|zod|gpt-tokenizer|js-tiktoken|chalk)(\/[\w./-]+)?|p-queue|p-retry|pino)$/

/** Node's modules that lead out of an exercise: to other modules, other realms, other processes, or into this one's insides. */
const closed = new Set([
  'async_hooks',
  'module',
  'vm',
  'v8',
  'inspector',
  'inspector/promises',
  'worker_threads',
  'cluster',
  'repl',
  'test',
  'sea',
  'wasi',
])

/**
 * The vite plugin that reads what a student's file imports, once TypeScript is gone from it: only the packages of the lessons, and of
 * Node's own modules those that do no harm. Names that are made while the code runs cannot be read, and are refused.
 */
export function imports(): Plugin {
  return {
    name: 'workbook-imports',
    enforce: 'post',
    transform(code, id) {
      const file = id.split('?')[0] ?? ''
      if (!isOurs(file) || file.endsWith('.test.ts') || !/\.[cm]?[jt]sx?$/.test(file)) return undefined
      for (const source of sourcesIn(parseAst(code))) if (!isAllowed(source)) throw notAPackage(source)
      // Vitest hands every module a `require`. On the first line, so that the others keep their numbers.
      return { code: `const require = undefined;${code}`, map: null }
    },
  }
}

function isAllowed(source: string): boolean {
  const name = source.replace(/^node:/, '')
  if (builtinModules.includes(name) || source.startsWith('node:')) return !closed.has(name) && !name.startsWith('_')
  return packages.test(source) && !source.split('/').includes('..')
}

/** Everything a module imports, in the order it is written. */
function sourcesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(sourcesIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, source, name } = node as { type?: string; source?: { value?: unknown }; name?: unknown }
  if (type === 'Identifier' && String(name).startsWith('__vite_ssr_')) return [String(name)]
  const own =
    type === 'ImportExpression'
      ? [typeof source?.value === 'string' ? source.value : 'a name that is made while the code runs']
      : type?.startsWith('Import') || type?.startsWith('Export')
        ? [source?.value].filter((value) => typeof value === 'string')
        : []
  return [...own, ...Object.values(node).flatMap(sourcesIn)]
}
