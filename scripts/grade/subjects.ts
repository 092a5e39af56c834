import { existsSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { Plugin } from 'vitest/config'
import { root } from '../lessons.ts'
import { isInRoom } from './rooms.ts'

/** A grader that is to grade another file than the one beside it. */
export function graderOf(testFile: string, subject: string): string {
  return `${testFile}?subject=${encodeURIComponent(subject)}`
}

/**
 * The vite plugin that hands a grader its subject: what it imports as './1-first-call.ts' is the student's file, or, when a solution or a
 * known answer is to be graded by the same grader, that one. A student's file in turn may not import a solution, another exercise or a grader.
 */
export function subjects(): Plugin {
  return {
    name: 'workbook-subjects',
    enforce: 'pre',
    resolveId(source, importer) {
      // Only graders and what they grade come this way; everything else is loaded by Node itself.
      if (!importer || !isOurs(importer)) return undefined
      const [file = '', query = ''] = importer.split('?')
      const target = resolve(dirname(file), source)
      if (file.endsWith('.test.ts')) {
        const subject = new URLSearchParams(query).get('subject')
        return subject && existsSync(subject) && target === file.replace(/\.test\.ts$/, '.ts') ? subject : undefined
      }
      if (/^[./#]|^file:|^data:|^[a-z]:[\\/]/i.test(source)) throw notAPackage(source)
      return undefined
    },
    transform(code, id) {
      // Vitest serves itself without asking plugins.
      const file = id.split('?')[0] ?? ''
      const own =
        !file.endsWith('.test.ts') &&
        isOurs(file) &&
        /(?:from|import|require)\s*\(?\s*['"`](vitest\b[^'"`]*)/.exec(code)
      if (own) throw notAPackage(own[1] ?? '')
      return undefined
    },
  }
}

/** What is said of an import that an exercise may not have. */
export function notAPackage(source: string): Error {
  return new Error(`An exercise may import the packages of the lessons and nothing else, so not '${source}'.`)
}

/** True for a grader, an exercise, a solution, or whatever else is graded, and false for packages and vitest's own set-up. */
export function isOurs(importer: string): boolean {
  const file = importer.split('?')[0] ?? ''
  return !isInRoom(file) && relative(root, file) !== 'index.html'
}
