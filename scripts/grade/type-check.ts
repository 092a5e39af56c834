import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../lessons.ts'

export interface TypeError {
  line: number
  /** TypeScript's own number for this kind of error; below 2000 it is one of syntax. */
  code: number
  message: string
}

/**
 * Type-checks files with the workbook's own settings, in a process of its own.
 * @returns file → what TypeScript says about it; a file without errors is not in it
 * @throws Error when TypeScript itself fails
 */
export async function typeCheck(files: readonly string[]): Promise<Map<string, TypeError[]>> {
  if (files.length === 0) return new Map()
  const errors = readErrors(await runTypeScript(files))
  // A single syntax error keeps TypeScript from looking at any types, those of other files included.
  const broken = [...errors].filter(([, list]) => list.some(({ code }) => code < 2000)).map(([file]) => file)
  if (broken.length === 0) return errors
  const rest = await typeCheck(files.filter((file) => !broken.includes(file)))
  return new Map([...errors, ...rest])
}

async function runTypeScript(files: readonly string[]): Promise<string> {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: Record<string, string | boolean | string[]>
  }
  const options = Object.entries(compilerOptions).flatMap(([name, value]) => [`--${name}`, String(value)])
  const script = join(root, 'node_modules/typescript/bin/tsc')
  // With several threads it is no sooner ready for so little, and takes the processors from the graders, which run meanwhile.
  const args = [script, '--ignoreConfig', ...options, '--singleThreaded', '--pretty', 'false', ...files]
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0 || readErrors(output).size > 0) done(output)
      else fail(new Error(`TypeScript could not check the exercises:\n${output}`))
    })
  })
}

function readErrors(output: string): Map<string, TypeError[]> {
  const errors = new Map<string, TypeError[]>()
  for (const [, path = '', line, code, message = ''] of output.matchAll(
    /^(.+?)\((\d+),\d+\): error TS(\d+): (.*)$/gm,
  )) {
    const file = resolve(root, path)
    const list = errors.get(file) ?? []
    errors.set(file, [...list, { line: Number(line), code: Number(code), message }])
  }
  return errors
}
