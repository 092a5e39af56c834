// What every npm script starts. Plain JavaScript that any Node can read, because its first job is to say what is wrong
// with the Node it runs on. Usage: node scripts/start.mjs <command> [arguments]
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
const [command, ...args] = process.argv.slice(2)

const problem = whatIsMissing()
if (problem) {
  console.error(problem)
  process.exit(1)
}

// A reader who has seen enough (`… | head -3`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
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
  // An error with a sentence for the reader says it and nothing else; anything else is our bug and keeps its stack.
  if (/^Cannot find native binding|Unable to resolve @typescript\//.test(error?.message))
    console.error(
      `The packages for ${process.platform} on ${process.arch} are missing. Run: npm ci  (without --omit=optional)`,
    )
  else console.error(error?.name === 'Oops' ? error.message : error)
  process.exitCode = 1
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
