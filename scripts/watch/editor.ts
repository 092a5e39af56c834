import { spawn } from 'node:child_process'

/** How to open a file at a line. */
export interface Editor {
  /** As a reader would call it, 'vim'. */
  name: string
  command: string
  args(file: string, line: number): string[]
}

/** The reader's editor, from VISUAL or EDITOR, or the one whose terminal this is; undefined when it cannot be known. */
export function findEditor(env = process.env): Editor | undefined {
  const words = (env.VISUAL || env.EDITOR || '').split(/\s+/).filter(Boolean)
  const [command = env.TERM_PROGRAM === 'vscode' ? 'code' : undefined, ...own] = words
  if (!command) return undefined
  const name = (command.split(/[\\/]/).at(-1) ?? command).replace(/\.(exe|cmd)$/i, '')
  return { name, command, args: (file, line) => [...own, ...target(name, file, line)] }
}

function target(name: string, file: string, line: number): string[] {
  if (/^(code|code-insiders|codium|cursor|windsurf)$/.test(name)) return ['--goto', `${file}:${line}`]
  if (/^(n?vim?|nano|emacs|emacsclient|micro|kak|joe|pico|gedit|kate)$/.test(name)) return [`+${line}`, file]
  if (/^(subl|zed|hx)$/.test(name)) return [`${file}:${line}`]
  return [file]
}

/**
 * Opens a file. An editor that lives in this terminal has it to itself until it is closed.
 * @returns a sentence when it did not work
 */
export function openEditor({ command, name, args }: Editor, file: string, line: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Windows starts .cmd files, such as VS Code's, only through a shell.
    const shell = process.platform === 'win32'
    const quoted = args(file, line).map((arg) => (shell ? `"${arg}"` : arg))
    const child = spawn(command, quoted, { stdio: 'inherit', shell })
    child.on('error', () =>
      resolve(`The editor ${name} could not be started: set EDITOR to another, or open the file yourself.`),
    )
    // The shell, not the system, says there that nothing of this name exists, and its code is all that is heard of it.
    const missing = `The editor ${name} ended with an error: if it is not installed, set EDITOR to another, or open the file yourself.`
    child.on('exit', (code) => resolve(shell && code ? missing : undefined))
  })
}
