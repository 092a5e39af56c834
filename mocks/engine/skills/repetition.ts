import { capitalised, type Skill, unquote } from './skill.ts'

const command =
  /^(?:(?:please|now|can you|could you|just|only)[,\s]+)*(?:say|repeat|echo|print|output|write|reply|respond|answer)(?:\s+(?:back|after me|with|to me|exactly|only|just|verbatim|literally|the following|the exact|the words?|the phrase|the sentence|these words|this exactly|this(?=\s*:)|word|text))*(\s*[:,]\s*|\s+)([\s\S]+)$/iu

const exact =
  /\b(?:after me|exactly|only|just|verbatim|literally|the words?|the phrase|the sentence|the following|echo)\b/iu

/** Words that begin a wish for something new rather than a text to be said. */
const wish =
  /^(?:something|anything|a|an|some|one|two|three|in|it|that|this again|again|hi|hello|hey|why|what|how|who|when|where|whether|if|about|me|my|your|to|fizz)\b/iu

/** "Say X", "repeat after me: X", "reply with exactly: X" → X, word for word. */
export const repeat: Skill = ({ message }) => {
  const found = command.exec(message)
  if (!found) return undefined
  const [whole, border = '', rest = ''] = found
  // "Say good morning in German" asks for a translation.
  if (
    /\bin (?:english|german|french|spanish|italian|dutch|portuguese|japanese|chinese|russian|polish)[.?!]*$/iu.test(
      rest,
    )
  )
    return undefined
  const head = whole.slice(0, whole.length - rest.length)
  const text = unquote(rest)
  const isQuoted = text !== rest.trim()
  const marked = border.includes(':') || isQuoted
  if (/^(?:please\s+|now\s+)*write\b|^(?:please\s+)*(?:answer|respond)\b/iu.test(head) && !exact.test(head))
    return undefined
  if (marked && !/^\s*(?:say|repeat|echo|print|output)/iu.test(head) && !exact.test(head) && !isQuoted) return undefined
  if (marked || (exact.test(head) && !wish.test(text))) return [text.replace(/^(["“'])(.*)\1$/su, '$2')]
  if (!/\bsay|repeat|echo\b/iu.test(head) || wish.test(text)) return undefined
  return text.split(/\s+/u).length <= 12 ? [sentence(text)] : undefined
}

/** "Say this is a test" asks for a sentence; "say banana" for a word. */
function sentence(text: string): string {
  const clean = text.replace(/,?\s+(?:please|for me)\.?$/iu, '')
  return clean.includes(' ') && /^\p{Ll}/u.test(clean)
    ? `${capitalised(clean).replace(/[.!?]?$/u, (end) => end || '.')}`
    : clean
}
