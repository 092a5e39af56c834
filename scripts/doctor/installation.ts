import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../lessons.ts'
import { workbookHome } from '../progress-file.ts'
import type { Finding } from './finding.ts'

const run = promisify(execFile)

/** The Node that runs the workbook, and the one that starts npm. */
export async function nodeFinding(): Promise<Finding> {
  const own = process.execPath.startsWith(join(root, 'node_modules'))
  const system = await systemNode()
  const text = `${process.versions.node}, ${own ? 'which the workbook brought' : 'of the system'}${own && system ? `; yours is ${system}` : ''}`
  if (own || process.platform === 'win32') return { name: 'Node', state: 'ok', text }
  // The workbook's own is optional; without it, results may differ from those the lessons were checked with.
  return { name: 'Node', state: 'look', text: `${text}; the workbook's own is not installed`, mend: 'npm ci' }
}

/** The version of the Node that a shell finds when npm has not put ours first; undefined when there is none. */
async function systemNode(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  // A shell on Windows finds node.exe by this name too.
  const env = { ...process.env, PATH: folders.join(delimiter) }
  const answer = await run('node', ['--version'], { env, timeout: 10_000 }).catch(() => undefined)
  return answer?.stdout.trim().replace(/^v/, '')
}

interface Locked {
  version?: string
  optional?: boolean
  link?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}

interface Lock {
  packages: Record<string, Locked>
}

/** Compiled code for this very machine, which `--omit=optional` leaves out with the rest. Which libc there is cannot be seen cheaply. */
function isForHere({ os, cpu, libc }: Locked): boolean {
  return os?.includes(process.platform) === true && cpu?.includes(process.arch) === true && !libc
}

/**
 * Whether what is installed is what the lockfile says.
 * @param folder a project with package-lock.json and node_modules
 */
export function packagesFinding(folder = root): Finding {
  const name = 'Packages'
  const wanted = readLock(join(folder, 'package-lock.json'))
  if (!wanted) {
    const mend = 'git checkout package-lock.json'
    return { name, state: 'problem', text: 'package-lock.json is missing or damaged', mend }
  }
  const there = readLock(join(folder, 'node_modules/.package-lock.json'))
  const needed = Object.entries(wanted.packages).filter(([path, { link }]) => path.startsWith('node_modules/') && !link)
  const other = needed.filter(([path, locked]) => {
    const found = there?.packages[path]
    // What npm may leave out is not missed: bindings for other systems.
    return found ? found.version !== locked.version : !locked.optional || isForHere(locked)
  })
  const gone = needed.filter(([path]) => there?.packages[path] && !existsSync(join(folder, path)))
  const wrong = [...new Set([...other, ...gone].map(([path]) => path.replace(/^.*node_modules\//, '')))]
  if (wrong.length === 0) {
    return { name, state: 'ok', text: `${Object.keys(there?.packages ?? {}).length} installed, as the lockfile says` }
  }
  const list = wrong.slice(0, 3).join(', ') + (wrong.length > 3 ? ` and ${wrong.length - 3} more` : '')
  return { name, state: 'problem', text: `missing, or not of the version in the lockfile: ${list}`, mend: 'npm ci' }
}

function readLock(file: string): Lock | undefined {
  try {
    const lock = JSON.parse(readFileSync(file, 'utf8')) as Partial<Lock>
    return lock.packages ? { packages: lock.packages } : undefined
  } catch {
    return undefined
  }
}

/** Whether the library that the kernel talks to Jupyter with loads: it is the one part in another language. */
export async function zeromqFinding(): Promise<Finding> {
  const name = 'ZeroMQ'
  const script = "const { Router } = require('zeromq'); new Router().close()"
  try {
    await run(process.execPath, ['--eval', script], { cwd: root, timeout: 30_000 })
    return { name, state: 'ok', text: 'loads; notebooks can talk to Jupyter' }
  } catch {
    const text = 'does not load, so notebooks cannot run; everything else can'
    return { name, state: 'look', text, mend: 'npm rebuild zeromq' }
  }
}

/** MB (of 10⁶ bytes) that the workbook takes with its packages and what they keep in their caches; most of it is packages, a Node among them. */
export const diskSpace = 700

/** Whether there is room, and whether progress can be kept. */
export function diskFinding(home = workbookHome()): Finding {
  const name = 'Disk'
  try {
    mkdirSync(home, { recursive: true })
    accessSync(home, constants.W_OK)
  } catch {
    const text = `${home} cannot be written to, so your progress is not kept`
    return { name, state: 'problem', text, mend: 'make that folder yours, or set WORKBOOK_HOME to another one' }
  }
  const { bavail, bsize } = statfsSync(home)
  const free = Math.floor((bavail * bsize) / 1e6)
  if (free < 100) return { name, state: 'look', text: `only ${free} MB are free`, mend: 'make some room' }
  const text = `${free.toLocaleString('en')} MB free; the workbook takes about ${diskSpace} in all; progress is kept`
  return { name, state: 'ok', text }
}
