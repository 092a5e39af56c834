import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'
import { findSecrets } from './secrets/scan.ts'

/** Larger files are data. */
const most = 5_000_000

/**
 * `npm run secrets`: looks for keys in every file that version control has or would take, or with `--staged` in what the next commit
 * has. WORKBOOK_REPOSITORY names another folder, for tests.
 *
 * @returns 1 when one was found
 * @throws Oops for anything but that option, and where git fails: what was not scanned is not clean
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { staged: 'flag' })
  if (words.length > 0) throw new Oops(`npm run secrets looks at every file; leave "${words[0]}" out.`)
  const folder = process.env.WORKBOOK_REPOSITORY ?? root
  const git = (...words: string[]) =>
    spawnSync('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 100_000_000 })
  const listed = options.staged
    ? git('diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z')
    : git('ls-files', '--cached', '--others', '--exclude-standard', '-z')
  if (listed.status !== 0) {
    const [why = 'git did not start'] = listed.stderr?.match(/^.+$/m) ?? []
    if (existsSync(join(folder, '.git')))
      throw new Oops(`Nothing was scanned, since git could not list the files: ${why}`)
    console.log('This folder is not in version control, so there is nothing to scan.')
    return 0
  }
  const files = listed.stdout.split('\0').filter((file) => file !== '')
  const read = (file: string) => (options.staged ? git('show', `:${file}`).stdout : readText(join(folder, file)))
  let found = 0
  for (const file of files) {
    const isSettings = basename(file).startsWith('.env')
    for (const { line, kind, beginning } of findSecrets(read(file), isSettings)) {
      found++
      const owner = kind === 'Some' ? 'a key' : kind === 'Private key' ? 'a private key' : `a key of ${kind}`
      console.error(
        `${file}:${line}: this looks like ${owner} (${beginning}…); remove it, and revoke it if it is real.`,
      )
    }
  }
  if (!found) console.log(`${files.length} files, no keys`)
  return found ? 1 : 0
}

/** The text of a file; none of one that was deleted, or is data. */
function readText(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat?.isFile() && stat.size <= most ? readFileSync(file, 'utf8') : ''
}
