import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskSpace } from '../doctor/installation.ts'
import { root } from '../lessons.ts'
import { missing } from './figure.ts'
import type { Figure } from './figure.ts'
import { timeProcess } from './whole-process.ts'

const sdks = ['openai', '@anthropic-ai/sdk', '@google/genai', 'groq-sdk']

/**
 * The size of what `npm ci` installs and, if asked, how long it takes, against the installation of the four SDKs alone.
 *
 * @param install whether to install everything once more, in a folder that is then removed; that needs npm's cache or a network
 */
export async function measure({ install = false } = {}): Promise<Figure[]> {
  const megabytes = (await sizeOf(join(root, 'node_modules'))) / 1e6
  const size = { name: 'size of node_modules', value: megabytes, unit: 'MB', atMost: diskSpace }
  if (!install) return [size]
  const folder = mkdtempSync(join(tmpdir(), 'workbook-bench-'))
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc', 'kit/package.json'])
      cpSync(join(root, file), join(folder, 'ours', file))
    writeSdksAlone(join(folder, 'sdks'))
    const npm = async (place: string, ...args: string[]) =>
      (await timeProcess('npm', [...args, '--prefer-offline', '--prefix', join(folder, place)])).end
    const theirs = await npm('sdks', 'install')
    const ours = await npm('ours', 'ci')
    const floor = { name: 'npm install of the four SDKs alone, ms', value: theirs }
    return [size, { name: `npm ci (${(ours / 1000).toFixed(1)} s)`, value: ours / theirs, unit: '×', floor }]
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return [size, missing('npm ci', reason)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeSdksAlone(folder: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  mkdirSync(folder)
  const some = Object.fromEntries(Object.entries(dependencies).filter(([name]) => sdks.includes(name)))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: some }))
}

/** Bytes of all files in a folder, a file of several names counted once; links are not followed, caches left out. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !/node_modules[\\/]\.(cache|vite)/.test(entry.parentPath))
  const sizes = new Map<string, number>()
  for (const { parentPath, name } of files) {
    const { dev, ino, size } = await lstat(join(parentPath, name), { bigint: true })
    sizes.set(`${dev} ${ino}`, Number(size))
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

if (import.meta.main) console.table(await measure())
