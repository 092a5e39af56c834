import { Mistake } from './mistake.ts'

/** The student's file. */
export interface Subject<S> {
  readonly load: () => Promise<S>
  /** The exports the grader asked for, in order. */
  readonly asked: string[]
}

/** The exports of the student's file; asking for one that is not there says so, instead of a TypeError later. */
export function guardExports<S extends object>(exports: S, asked: string[]): S {
  return new Proxy(exports, {
    get(target, key) {
      if (typeof key === 'symbol' || key === 'then') return undefined
      asked.push(key)
      const value: unknown = Reflect.get(target, key)
      if (typeof value === 'function') return value
      throw new Mistake(missing(key, target, value), { at: new RegExp(`\\b${key}\\b`) })
    },
  })
}

function missing(name: string, exports: object, value: unknown): string {
  if (value !== undefined)
    return `\`${name}\` must be a function, but it is ${value === null ? 'null' : `a ${typeof value}`}.`
  const others = Object.keys(exports)
  if (others.length === 0) return `Your file exports nothing: write \`export\` before the function \`${name}\`.`
  if (others.includes('default')) return `Your file has a default export: export the function by its name, \`${name}\`.`
  return `Your file exports \`${others.join('`, `')}\` but not \`${name}\`: the function must be exported under that name.`
}
