import { existsSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { root } from '../lessons.ts'

/**
 * The folders of what exercises import, and what grades them: none of it is a student's. `node_modules` may be a link, to another disk or
 * another checkout, whose kit it then brings along; each folder is here by its name and by where it really is.
 */
export const rooms: readonly string[] = ['node_modules', 'node_modules/@workbook/kit', 'kit', 'mocks', 'scripts']
  .map((name) => join(root, name))
  .filter(existsSync)
  .flatMap((path) => [...new Set([path, realpathSync(path)])])

/**
 * Whether a file is in one of the rooms, and so not a student's.
 * @param file absolute, with slashes of either kind
 */
export function isInRoom(file: string): boolean {
  return rooms.some((room) => {
    const path = relative(room, file)
    return !path.startsWith('..') && !isAbsolute(path)
  })
}
