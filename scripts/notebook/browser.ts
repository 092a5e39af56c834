// Opens notebooks in a real Jupyter in headless Chromium, as a reader does after `npm run notebook`, runs each from the top twice, and
// takes its picture on light and dark ground.
// Usage: node scripts/notebook/browser.ts [lesson or .ipynb …] [--keys=absent|set|wrong] [--pictures=folder], lesson 1 without keys if nothing
// is said. A line for each notebook, and exit code 0 only if all is well.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { root } from '../lessons.ts'
import { Oops } from '../oops.ts'
import { readOptions } from '../options.ts'
import { startChromium, type Browser, type Page } from './chromium.ts'
import { codeCells, withResults } from './conversion.ts'
import { describeDrift } from './drift.ts'
import { ownFolder, reproducibleEnvironment } from './environment.ts'
import { findNbconvert, jupyterEnvironment, type Command } from './jupyter.ts'
import { keysThatAre } from './key-states.ts'
import { formatNotebook, parseNotebook, type Notebook } from './nbformat.ts'
import { runOneByOne } from './one-by-one.ts'
import { startServer } from './server.ts'

/** Most milliseconds for all cells of a notebook. */
const timeout = 300_000

/** The classic interface of Jupyter Notebook 6, the one that Debian 12 has. */
const classic: Command = ['jupyter', 'notebook']

/**
 * @param file the notebook
 * @param pictures the folder for the pictures
 * @param env what Jupyter and the kernel find in their environment
 * @returns the line that says that all is well
 * @throws Oops with the line that says what is not
 */
async function runInBrowser(browser: Browser, file: string, pictures: string, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = copyLesson(file)
  try {
    const notebook = join(folder, 'lesson.ipynb')
    const committed = parseNotebook(readFileSync(file, 'utf8'))
    writeFileSync(notebook, formatNotebook(withoutOutputs(committed)))
    const start = performance.now()
    const { page, stop } = await openNotebook(browser, notebook, env)
    try {
      await runAll(page)
      const first = await save(page, notebook)
      expectSame(committed, first, `run in a browser, ${relative(root, file)}`)
      await restartAndRunAll(page)
      expectSame(first, await save(page, notebook), 'run a second time after a restart, it')
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      const seen = await countShown(page)
      mkdirSync(pictures, { recursive: true })
      await page.takePicture(join(pictures, 'screen.png'), '#site', 1000)
      await page.takePicture(join(pictures, 'notebook.png'), '#site')
      for (const theme of ['light', 'dark']) await pictureOfLab(browser, notebook, theme, pictures, env)
      return `browser: ${relative(root, file)}, ${codeCells(first).length} code cells twice in ${seconds} s, same outputs, ${seen} pictures and tables seen; ${pictures}`
    } finally {
      await stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A lesson's folder to work in: inside the workbook, where packages are found, and not in version control. */
function copyLesson(file: string): string {
  mkdirSync(ownFolder(), { recursive: true })
  const folder = mkdtempSync(ownFolder('browser-'))
  for (const entry of readdirSync(dirname(file), { withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith('.ts'))
      copyFileSync(join(dirname(file), entry.name), join(folder, entry.name))
  }
  return folder
}

/** So that whatever is seen came from this run. */
function withoutOutputs(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, execution_count: null, outputs: [] } : cell,
  )
  return { ...notebook, cells }
}

/** Starts a server as `npm run notebook` does, and opens the notebook there with its kernel ready. */
async function openNotebook(
  browser: Browser,
  notebook: string,
  env: NodeJS.ProcessEnv,
): Promise<{ page: Page; stop: () => Promise<void> }> {
  const runtime = mkdtempSync(join(tmpdir(), 'jupyter-'))
  const own = { ...env, JUPYTER_RUNTIME_DIR: runtime }
  const server = startServer(classic, notebook, own, { args: ['--no-browser'], output: 'pipe' })
  let said = ''
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)))
  const ended = once(server, 'exit').catch(() => undefined)
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    rmSync(runtime, { recursive: true, force: true })
  }
  try {
    const { url, token } = await findAddress(runtime, () => server.exitCode === null)
    const page = await browser.open(`${url}notebooks/lesson.ipynb?token=${token}`)
    await page.waitFor('Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel.is_connected()', 'the kernel', 60_000)
    return { page, stop }
  } catch (error) {
    await stop()
    throw error instanceof Oops ? new Oops(`${error.message}\n${said.trim()}`) : error
  }
}

/** The server writes where it listens into a file of its runtime folder. */
async function findAddress(runtime: string, isAlive: () => boolean): Promise<{ url: string; token: string }> {
  for (const end = performance.now() + 60_000; performance.now() < end && isAlive(); await sleep(100)) {
    const file = readdirSync(runtime).find((name) => /^nbserver-\d+\.json$/.test(name))
    const text = file === undefined ? '' : readFileSync(join(runtime, file), 'utf8')
    if (text.endsWith('}')) return JSON.parse(text) as { url: string; token: string }
  }
  throw new Oops(`browser: ${classic.join(' ')} did not start (Debian has it as jupyter-notebook).`)
}

async function runAll(page: Page): Promise<void> {
  await page.evaluate('void Jupyter.notebook.execute_all_cells()')
  await finish(page)
}

async function restartAndRunAll(page: Page): Promise<void> {
  await page.evaluate('Jupyter.notebook.restart_run_all({ confirm: false }).then(() => true)')
  await finish(page)
}

/**
 * Waits until every cell has its answer and the kernel's word that it is idle, and makes sure that none of them shows an error. The answer
 * may overtake the outputs, which come before that word; Jupyter keeps whether it came with the callbacks of the cell's request.
 */
async function finish(page: Page): Promise<void> {
  await page.waitFor(
    `Jupyter.notebook.kernel.is_connected() && !document.querySelector('.code_cell.running')
      && Jupyter.notebook.get_cells().every((cell) => cell.input_prompt_number !== '*'
        && (Jupyter.notebook.kernel._msg_callbacks[cell.last_msg_id]?.iopub_done ?? true))
      && Jupyter.notebook.get_cells().some((cell) => cell.input_prompt_number > 0)`,
    'the end of the last cell',
    timeout,
  )
  const errors = (await page.evaluate(
    `Jupyter.notebook.get_cells().flatMap((cell) => (cell.output_area?.outputs ?? [])
      .filter((output) => output.output_type === 'error' && !cell.metadata.tags?.includes('raises-exception'))
      .map((output) => cell.id + ': ' + output.ename + ': ' + output.evalue))`,
  )) as string[]
  if (errors.length > 0) throw new Oops(`browser: a cell failed.\n${errors.join('\n')}`)
}

async function save(page: Page, notebook: string): Promise<Notebook> {
  await page.evaluate('Jupyter.notebook.save_notebook().then(() => true)')
  return parseNotebook(readFileSync(notebook, 'utf8'))
}

/** Compares what readers see; the browser adds metadata of its own to the file. */
function expectSame(wanted: Notebook, found: Notebook, subject: string): void {
  const results = codeCells(found).map(({ outputs, execution_count }) => ({
    outputs,
    executionCount: execution_count ?? 0,
  }))
  const expected = withResults(wanted, results)
  const drift = describeDrift(wanted, expected, formatNotebook(expected))
  if (drift) throw new Oops(`browser: ${subject} ${drift}.`)
}

/** How many pictures and tables have a size on the page. */
async function countShown(page: Page): Promise<number> {
  return Number(
    await page.evaluate(
      `[...document.querySelectorAll('.output_area svg, .output_area table')].filter((shown) => shown.getBoundingClientRect().width > 100).length`,
    ),
  )
}

/**
 * JupyterLab's look, as nbconvert has it, with each of its themes. Pictures are put in as JupyterLab does it, as images of their own:
 * what nbconvert makes of them depends on its version, down to nothing at all.
 */
async function pictureOfLab(
  browser: Browser,
  notebook: string,
  theme: string,
  pictures: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const nbconvert = await findNbconvert(env)
  if (!nbconvert) throw new Oops('browser: nbconvert is not there; install it with  apt-get install jupyter-nbconvert.')
  const [program, ...args] = nbconvert
  const html = ['--to', 'html', '--template', 'lab', '--theme', theme, '--output', `lab-${theme}.html`, notebook]
  await promisify(execFile)(program, [...args, ...html], { env, timeout: 60_000 })
  const page = await browser.open(pathToFileURL(join(dirname(notebook), `lab-${theme}.html`)).href)
  // An empty page that is complete too comes before it.
  const isThere = `location.protocol === 'file:' && document.readyState === 'complete'`
  await page.waitFor(isThere, 'the page that nbconvert wrote', 60_000)
  const svgs = codeCells(parseNotebook(readFileSync(notebook, 'utf8')))
    .flatMap(({ outputs }) => outputs)
    .flatMap((output) => (output.output_type === 'display_data' ? (output.data['image/svg+xml'] ?? []) : []))
  const broken = await page.evaluate(`(async () => {
    const places = document.querySelectorAll('.jp-RenderedSVG')
    const images = ${JSON.stringify(svgs)}.map((svg, i) => {
      const image = new Image()
      image.src = 'data:image/svg+xml,' + encodeURIComponent(svg)
      places[i].replaceChildren(image)
      return image.decode().then(() => true, () => false)
    })
    return (await Promise.all(images)).filter((isWhole) => !isWhole).length
  })()`)
  if (broken !== 0)
    throw new Oops(`browser: ${String(broken)} of ${svgs.length} pictures cannot be shown as images of their own.`)
  await page.takePicture(join(pictures, `lab-${theme}.png`), 'body')
}

try {
  const { words, options } = readOptions(process.argv.slice(2), { keys: 'value', pictures: 'value' })
  const keys = keysThatAre(String(options.keys ?? 'absent'))
  const pictures = resolve(String(options.pictures ?? join(tmpdir(), 'workbook-pictures')))
  const browser = await startChromium()
  if (!browser) throw new Oops('browser: there is no Chromium here; install it with  apt-get install chromium.')
  try {
    const env = jupyterEnvironment({ ...reproducibleEnvironment(), ...keys })
    await runOneByOne(words, (file) => runInBrowser(browser, file, join(pictures, basename(dirname(file))), env))
  } finally {
    await browser.close()
  }
} catch (error) {
  console.error(error instanceof Oops ? error.message : error)
  process.exitCode = 1
}
