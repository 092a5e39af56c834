/** How an answer should be told, as the system prompt or the user says. */
export interface Instructions {
  /** At most this many sentences. */
  readonly sentences?: number
  /** At most this many words. */
  readonly words?: number
  readonly letters?: 'upper' | 'lower'
  readonly pirate: boolean
  /** Name of the language to answer in. */
  readonly language?: string
  /** Every answer begins or ends with this. */
  readonly opening?: string
  readonly closing?: string
  /** The name the model was given. */
  readonly name?: string
  /** What every user message is to be used for. */
  readonly role?: { readonly kind: 'translate'; readonly language: string } | { readonly kind: 'judge' | 'summarise' }
}

const numbers = new Map(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred'
    .split(' ')
    .map((word, index) => [word, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 50, 100][index] ?? 1] as const),
)

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = numbers.get(text.toLowerCase()) ?? (/^an?$|^a single$|^a few$/iu.test(text) ? 1 : Number(text))
  return Number.isFinite(value) && value > 0 ? value : undefined
}

const amount =
  '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|hundred|a single|a)'
const sentenceCount = new RegExp(
  `\\b${amount}[- ](?:short |simple |brief |clear |complete |plain )?sentences?\\b`,
  'iu',
)
const fewSentences = /\b(?:in|with|use|using|write|at most|maximum|limit\w*|to|exactly|only)\b/iu
const wordCount = new RegExp(
  `\\b(?:in|at most|no more than|max(?:imum)?(?: of)?|under|fewer than|less than|up to|within|using|with|limit\\w*[^.\\n]{0,30} to|exactly|only)\\s+(?:only |at most |just |about |around )?${amount.replace('|a)', ')')}\\s+words?\\b`,
  'iu',
)
const brief =
  /\b(?:be|answer|reply|respond|explain|keep (?:it|your answers?|answers?)|stay)\s+(?:very |always |as )?(?:brief(?:ly)?|concise(?:ly)?|short|terse(?:ly)?|succinct(?:ly)?)\b|\bshort answers?\b|\b(?:briefly|concisely|succinctly)\b|\bin short\b|\bin a nutshell\b|\btl;?dr\b|\bconcise (?:assistant|answers?)\b|\bterse\b|^shorter\b/iu

/**
 * Reads the instructions of a conversation.
 * @param system all system messages
 * @param message the last message of the user, which wins where both say something
 */
export function readInstructions(system: string, message: string): Instructions {
  const both = [message.slice(0, 600), system.slice(0, 10_000)]
  const first = <T>(read: (text: string) => T | undefined): T | undefined => read(both[0] ?? '') ?? read(both[1] ?? '')
  const sentences = first((text) => {
    const found = sentenceCount.exec(text)
    if (
      found &&
      (text !== both[0] ||
        fewSentences.test(text.slice(Math.max(0, found.index - 20), found.index + 3)) ||
        /^[^.?!]*$/u.test(text.slice(found.index)))
    )
      return numberIn(found[1])
    return brief.test(text) ? 1 : undefined
  })
  const words = first(
    (text) =>
      numberIn(wordCount.exec(text)?.[1]) ??
      (/\b(?:one|single)[- ]word\b/iu.test(text) &&
      /\banswers?|repl(?:y|ies)|respond\b|(?:^|[.?!,]\s*)(?:one|a single) word(?: only)?[.!]*$/iu.test(text)
        ? 1
        : undefined),
  )
  const letters = first((text) => {
    if (
      /\b(?:answer|reply|respond|write|speak|talk|shout|use|everything|always|only|in)\b[^.\n]{0,40}\b(?:all caps|capitals|capital letters|upper-?\s?case)\b/iu.test(
        text,
      )
    )
      return 'upper' as const
    return /\b(?:answer|reply|respond|write|use|everything|always|only|in)\b[^.\n]{0,40}\b(?:lower-?\s?case|small letters)\b/iu.test(
      text,
    )
      ? ('lower' as const)
      : undefined
  })
  const language =
    /\bin (german|french|spanish)[.!?\s]*$/iu.exec(message.slice(-40))?.[1] ??
    first(
      (text) =>
        /\b(?:answer|reply|respond|speak|talk|write)\b(?:[^.\n]{0,40}?)\b(?:in|only) (german|french|spanish|italian|dutch|portuguese|polish|russian|japanese|chinese|korean|arabic|hindi|turkish|swedish|latin|english|deutsch)\b/iu.exec(
          text,
        )?.[1] ?? undefined,
    )
  const opening = ending(
    /\b(?:start|begin|open)\w* (?:every|each|all|your|the) (?:\w+ )?(?:answers?|repl(?:y|ies)|messages?|responses?) with (?:the words? )?(.+)/iu.exec(
      system,
    )?.[1],
  )
  const closing = ending(
    /\b(?:end|finish|close)\w* (?:every|each|all|your|the) (?:\w+ )?(?:answers?|repl(?:y|ies)|messages?|responses?) with (?:the words? )?(.+)/iu.exec(
      system,
    )?.[1],
  )
  const name =
    /\b(?:your name is|you are called|you are named|call yourself|you['’]re called)\s+["“]?(\p{L}[\p{L}\p{N}_-]*(?: \p{Lu}[\p{L}\p{N}_-]*)?)/iu.exec(
      system,
    )?.[1] ?? /\byou are (\p{Lu}[\p{L}\p{N}]+)(?=[,.!\n]|$)/u.exec(system)?.[1]
  const role = roleIn(system)
  return {
    ...(sentences === undefined ? {} : { sentences }),
    ...(words === undefined ? {} : { words }),
    ...(letters === undefined ? {} : { letters }),
    ...(language === undefined || /^english$/iu.test(language) ? {} : { language }),
    ...(opening === undefined ? {} : { opening }),
    ...(closing === undefined ? {} : { closing }),
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    pirate: /\b(?:like|as|are|you['’]re) (?:a|an) (?:\w+ )?pirate\b|\bpirate (?:captain|speech|speak|style)\b/iu.test(
      both.join('\n'),
    ),
  }
}

function roleIn(system: string): Instructions['role'] {
  const language =
    /\btranslat\w*\b[^.\n]*?\b(?:in)?to (?:the )?(\p{L}{4,})/iu.exec(system)?.[1] ??
    /\b(\p{L}{4,}) translator\b/iu.exec(system)?.[1]
  if (/\btranslat(?:e|or|ion)\b/iu.test(system) && language) return { kind: 'translate', language }
  if (
    /\bsentiment\b|\bpositive,? (?:or|and) negative\b/iu.test(system) &&
    /\b(?:classif|judge|rate|determine|label|sentiment of|answer with|detect|analy[sz])/iu.test(system)
  )
    return { kind: 'judge' }
  if (
    /^\s*(?:you )?(?:always |please )?summari[sz]e\b|\byou (?:are a summari|(?:only |always )?summari[sz]e)|\bsummari[sz]e (?:the|each|every|all|whatever|any|what|everything)\b/iu.test(
      system,
    )
  )
    return { kind: 'summarise' }
  return undefined
}

function ending(text: string | undefined): string | undefined {
  const clean = text
    ?.split('\n')[0]
    ?.trim()
    .replace(/^["“'‘](.+?)["”'’]\.?$/u, '$1')
  if (!clean || clean.length > 100) return undefined
  return clean === text?.trim() ? clean.replace(/(?<=[\p{L}\p{N}])\.$/u, '') : clean
}
