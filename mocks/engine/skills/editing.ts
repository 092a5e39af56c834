import { materialOf, type Skill, type Task, unquote } from './skill.ts'

/** Reverse, upper or lower case, and counting, on the user's own text. */
export const edit: Skill = (task) => {
  const { message } = task
  if (/\b(?:function|typescript|javascript|python|code|array|regex)\b/iu.test(message.slice(0, 200))) return undefined
  return countLetter(message) ?? count(task) ?? reverse(task) ?? changeCase(task)
}

function countLetter(message: string): readonly string[] | undefined {
  const asked =
    /how many (?:letters? |times does )?["'“‘]?(\p{L})["'”’]?(?:['’]?s)?(?: letters?)? (?:are |occur )?(?:there )?(?:in|appear in) (?:the word )?["'“‘]?(\p{L}+)/iu.exec(
      message,
    )
  if (!asked) return undefined
  const [, letter = '', word = ''] = asked
  const times = [...word.toLowerCase()].filter((each) => each === letter.toLowerCase()).length
  return [
    `The letter "${letter}" occurs ${times === 1 ? 'once' : `${times} times`} in "${word}".`,
    `"${word}" has the letter "${letter}" ${times === 1 ? 'once' : `${times} times`}.`,
  ]
}

function count(task: Task): readonly string[] | undefined {
  const asked = /^(?:please )?(?:how many|count(?: the)?) (words|characters|letters|sentences)\b/iu
    .exec(task.message)?.[1]
    ?.toLowerCase()
  const text = asked ? material(task, /\b(?:in|of)\s+(?:the (?:word|text|sentence)\s+)?(.+?)\??$/isu) : undefined
  if (!asked || text === undefined) return undefined
  const found = {
    words: text.match(/\S+/gu),
    characters: [...text],
    letters: text.match(/\p{L}/gu),
    sentences: text.match(/[^.!?]+[.!?]*/gu),
  }[asked]
  const total = found?.length ?? 0
  const things = total === 1 ? asked.slice(0, -1) : asked
  return [`Your text has ${total} ${things}.`, `I count ${total} ${things}.`]
}

function reverse(task: Task): readonly string[] | undefined {
  if (
    !/^(?:please )?(?:reverse|spell|write)\b.*/iu.test(task.message) ||
    !/\b(?:reverse|backwards?)\b/iu.test(task.message)
  )
    return undefined
  const text = material(
    task,
    /^(?:please )?(?:reverse|spell|write) (?:the (?:word|text|string|letters of)\s+)?(\S+)(?: backwards?)?[.?!]?$/iu,
  )
  return text === undefined ? undefined : [[...text].toReversed().join('')]
}

function changeCase(task: Task): readonly string[] | undefined {
  const { message } = task
  const upper = /\b(?:upper-?\s?case|capitals|capital letters|all caps)\b/iu.test(message)
  const lower = /\b(?:lower-?\s?case|small letters)\b/iu.test(message)
  if (
    upper === lower ||
    !/^(?:please )?(?:convert|change|turn|put|make|write|upper-?case|lower-?case|transform)\b/iu.test(message)
  )
    return undefined
  const text = material(task, /^(?:please )?(?:convert|change|turn|put|make|write)\s+(.+?)\s+(?:in|to|into)\b/iu)
  if (text === undefined) return undefined
  return [upper ? text.toUpperCase() : text.toLowerCase()]
}

function material(task: Task, bare: RegExp): string | undefined {
  const marked = /[:"“„«'‘\n]/u.test(task.message) ? materialOf(task) : undefined
  if (marked !== undefined) return marked
  const found = bare.exec(task.message)?.[1]?.trim()
  if (found === undefined || /^(?:a|an|the|this|that|it|my|your)\b/iu.test(found)) return undefined
  return unquote(found)
}
