// What every npm script starts. Plain JavaScript that any Node can read, because its first job is to say what is wrong
// with the Node it runs on. Usage: node scripts/start.mjs <command> [arguments]
import { existsSync, writeSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
const [command, ...args] = process.argv.slice(2)

const problem = whatIsMissing()
if (problem) {
  console.error(await fitted(problem))
  process.exit(1)
}

// A reader who has seen enough (`… | head -3`) is no error; a full disk behind `> file` is.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(0)
    try {
      // Past the lesson, which may have put a margin in front of all that is said.
      const why = whatTheDiskSays(error.code)
      writeSync(2, `The output could not be written (${error.code})${why ? `: ${why}` : ''}.\n`)
    } catch {
      // Then nobody can be told but by the exit code.
    }
    process.exit(1)
  })
}

// Keeps what V8 made of our files, types stripped and all, so that the next start is quicker.
module.enableCompileCache?.(fileURLToPath(new URL('node_modules/.cache/compiled', root)))

try {
  if (args.includes('--help')) {
    const { helpText } = await import('./help.ts')
    console.log(helpText(command === 'menu' ? 'start' : command))
  } else {
    const { main } = await import(`./${command}.ts`)
    process.exitCode = await main(args)
  }
} catch (error) {
  const sentence = sentenceFor(error)
  console.error(sentence === undefined ? error : await fitted(sentence))
  process.exitCode = 1
}

/** An error that the reader can mend, in one sentence; undefined for anything else, which is our bug and keeps its stack. */
function sentenceFor(error) {
  if (error?.name === 'Oops') return error.message
  if (/^Cannot find native binding|Unable to resolve @typescript\//.test(error?.message))
    return `The packages for ${process.platform} on ${process.arch} are missing. Run: npm ci  (without --omit=optional)`
  if (error?.message?.startsWith('Failed to create Vitest API token'))
    return 'Neither your home folder nor the workbook can be written to, and grading needs one of them: copy the workbook to a folder of your own.'
  const why = whatTheDiskSays(error?.code)
  return why && `${error.path ?? 'A file'} could not be used (${error.code}): ${why}.`
}

/** The sentence with its lines broken between words, for a reader at a terminal; for anybody else as it is. */
async function fitted(sentence) {
  const { isTTY, columns } = process.stderr
  // Some terminals do not know how wide they are, and say 0.
  if (!isTTY || !columns) return sentence
  try {
    const { default: wrapAnsi } = await import('wrap-ansi')
    return wrapAnsi(sentence, columns, { trim: false }).replaceAll(/\n (?=\S)/g, '\n')
  } catch {
    return sentence // the packages are not there, or not for this Node
  }
}

/** What the system means when it refuses a file. */
function whatTheDiskSays(code) {
  const way = 'name another folder, or take the workbook to one of your own'
  if (code === 'EACCES' || code === 'EPERM') return `you have no right to; ${way}`
  if (code === 'EROFS') return `that disk can only be read; ${way}`
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full'
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file is where a folder has to be; move it away'
  if (code === 'EISDIR') return 'a folder is where a file has to be; move it away'
  return undefined
}

function whatIsMissing() {
  if (!existsSync(new URL('node_modules/msw', root))) {
    return 'The packages are not installed yet. Run: npm ci'
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 18) || (major === 23 && minor < 6)) {
    return `This is Node ${process.versions.node}; the workbook needs 22.18 or newer. It brings its own: run npm ci once more (with optional packages), then start it through npm run. Where there is none for your machine, get one from https://nodejs.org`
  }
  return undefined
}
