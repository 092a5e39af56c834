import { dirname, join } from 'node:path'
import { findLesson } from '../lessons.ts'
import { Oops } from '../oops.ts'

/**
 * Runs notebooks one after the other. Each is a line on stdout, or what went wrong on stderr with exit code 1 at the end; a failure does
 * not keep the others from their turn.
 *
 * @param words lessons, or paths of .ipynb files; lesson 1 if there are none
 * @param run gives the line that says that all is well, and throws Oops with what is not
 */
export async function runOneByOne(words: readonly string[], run: (file: string) => Promise<string>): Promise<void> {
  for (const word of words.length > 0 ? words : ['1']) {
    try {
      console.log(await run(word.endsWith('.ipynb') ? word : join(dirname(findLesson(word).file), 'lesson.ipynb')))
    } catch (error) {
      console.error(error instanceof Oops ? error.message : error)
      process.exitCode = 1
    }
  }
}
