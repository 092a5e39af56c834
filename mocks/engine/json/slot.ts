import { empty, stem, wordsOf } from '../words.ts'

/** What a value is wanted for: a property, as its name and its description tell. */
export interface Slot {
  /** The name in small words: "departureCity" is "departure city". */
  readonly name: string
  readonly description: string
  /** Stems of the name's words. */
  readonly words: ReadonlySet<string>
  /** Stems of the description's words that say something. */
  readonly subjects: ReadonlySet<string>
  /** What the value is part of: the names of the tool or of the objects around it. */
  readonly owner: string
}

/** Where values are looked for. */
export interface Source {
  /** What is asked for, in the user's words. */
  readonly text: string
  /** More of what they said, for what the first does not hold. */
  readonly wider: string
  /** What tools gave back. */
  readonly results: readonly unknown[]
  /** Whether arguments of a call are filled: then a lone number or name is meant for them. */
  readonly isCall: boolean
  /** What has been given to a property already: another one would rather have something else. */
  readonly used: Set<unknown>
  /** An answer in plain words, for properties that ask for one. */
  readonly answer: () => string
}

/** Reads a name in camel, snake or kebab case as words in lower case. */
export function spokenName(name: string): string {
  return name
    .slice(0, 200)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\-./]+/gu, ' ')
    .toLowerCase()
    .trim()
}

/** Makes a slot of a property. */
export function slotOf(name: string, description = '', owner = ''): Slot {
  const spoken = spokenName(name)
  return {
    name: spoken,
    description: description.slice(0, 500),
    words: new Set(wordsOf(spoken).map(stem)),
    subjects: new Set(
      wordsOf(description.slice(0, 500))
        .map(stem)
        .filter((each) => !empty.has(each)),
    ),
    owner,
  }
}
