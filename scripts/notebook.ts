import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findLesson, root, type Lesson } from './lessons.ts'
import { findServer, jupyterEnvironment, type Command } from './notebook/jupyter.ts'
import { startServer } from './notebook/server.ts'
import { updateNotebook } from './notebook/update.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/** `npm run notebook [1]`: starts Jupyter with the workbook's kernels, and opens a lesson's notebook or the list of lessons. */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  if (words.length > 1) throw new Oops('One notebook at a time: npm run notebook 1.')
  const lesson = words[0] === undefined ? undefined : findLesson(words[0])
  const server = await findServer()
  if (!server) {
    console.error(
      'There is no Jupyter here. Get it with  pip install jupyterlab  (it needs Python), then run npm run notebook again.',
    )
    console.error(
      `Or use VS Code: run  npm run kernel install  once, open lessons/${lesson?.folder ?? '01-api-basics'}/lesson.ipynb, and choose the kernel "TypeScript (workbook, mock)".`,
    )
    return 1
  }
  const env = jupyterEnvironment()
  const file = lesson && (await findNotebook(lesson))
  if (file) await trust(server, file, env)
  console.log(
    `Starting ${server.join(' ')} ${lesson ? `with lesson ${lesson.number}` : ''}`.trim() + '. Ctrl-C ends it.',
  )
  return await serve(server, file ?? join(root, 'lessons'), env)
}

async function findNotebook(lesson: Lesson): Promise<string> {
  const file = join(dirname(lesson.file), 'lesson.ipynb')
  if (!existsSync(file)) await updateNotebook(lesson, { execute: false, check: false, timeout: 0 })
  return file
}

/**
 * Marks a notebook as trusted, or Jupyter would hide the pictures that came with it until the cells are run. Whatever Python the server
 * belongs to can do it; Debian leaves `jupyter trust` out.
 */
async function trust([program]: Command, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const pythons = program === 'jupyter' ? ['python3', '/usr/bin/python3'] : [program]
  const ways = [...pythons.map((python) => [python, '-m', 'nbformat.sign']), ['jupyter', 'trust']]
  for (const [command = '', ...args] of ways) {
    const done = await promisify(execFile)(command, [...args, file], { env, timeout: 30_000 }).then(
      () => true,
      () => false,
    )
    if (done) return
  }
}

/** Runs a server until it ends by itself or is asked to, and takes its kernels down with it. */
async function serve(command: Command, target: string, env: NodeJS.ProcessEnv): Promise<number> {
  const server = startServer(command, target, env)
  let asked = false
  const stop = () => {
    asked = true
    server.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const [code] = (await once(server, 'exit')) as [number | null]
  return asked ? 0 : (code ?? 1)
}
