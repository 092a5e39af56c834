import { hints } from './json/names.ts'
import { isRecord, resolve } from './json/schema.ts'
import { spokenName } from './json/slot.ts'
import type { Tool } from './tools.ts'
import { empty, stem, subjectsOf, wordsOf } from './words.ts'

/** A tool as the words that speak for it. */
export interface Reader {
  readonly tool: Tool
  readonly name: ReadonlySet<string>
  readonly description: ReadonlySet<string>
  readonly parameters: ReadonlySet<string>
  readonly isSearch: boolean
}

const generic = new Set(
  'get fetch retrieve current lookup look up query data info information tool function value by id all for from my the of a to and in on run execute call perform do handle api'
    .split(' ')
    .map(stem),
)

/** Reads the name, the description and the parameters of a tool for the words that speak for it. */
export function readTool(tool: Tool): Reader {
  const spoken = spokenName(tool.name)
  const names = wordsOf(spoken).map(stem)
  const telling = names.filter((each) => !generic.has(each))
  const schema = resolve(tool.parameters, tool.parameters)
  const properties = Object.entries(schema.properties ?? {}).slice(0, 50)
  const parameters = properties.flatMap(([name, each]) => {
    const { description = '', enum: values = [] } = isRecord(each) ? resolve(each, tool.parameters) : {}
    return [
      ...subjectsOf(spokenName(name)),
      ...subjectsOf(description.slice(0, 300)),
      ...values.filter((value) => typeof value === 'string').flatMap(subjectsOf),
    ]
  })
  return {
    tool,
    name: new Set(telling.length > 0 ? telling : names),
    description: new Set(
      subjectsOf(String(tool.description ?? '').slice(0, 1000)).filter((each) => !generic.has(each)),
    ),
    parameters: new Set(parameters),
    isSearch:
      /search|lookup|look up|\bfind\b|retriev|knowledge|\bdocs?\b|\bfaq\b|\bweb\b|wikipedia|\brag\b/u.test(spoken) &&
      properties.some(([name]) => /query|question|search|keyword|^q$|topic|text|term/u.test(spokenName(name))),
  }
}

/** Other words people use for what tools are named after. */
const synonyms: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [
    /^(?:weather|forecast|temperatur)/u,
    /\b(?:weather|forecast|temperatures?|rain\w*|snow\w*|sunny|umbrella|(?:how )?(?:cold|warm|hot)|degrees|jacket|windy|humid)\b/iu,
  ],
  [
    /^(?:time|clock)$/u,
    /\bwhat(?:['’]s| is) the time\b|\bwhat time\b|\bo['’]clock\b|\bcurrent time\b|\btime (?:is it|in)\b/iu,
  ],
  [
    /^(?:calculat|calculator|comput|math|evaluat|expression|arithmetic)/u,
    /\d\s*[-+−*×/÷^]\s*\(?\d|\b(?:calculate|compute|plus|minus|times|multiplied|divided by|squared|square root|percent of|how much is \d)\b|\d\s?% of\b/iu,
  ],
  [/^(?:add?|sum|addition)$/u, /\d\s*\+\s*\d|\bplus\b|\bsum of\b|\badd\b/iu],
  [/^(?:subtract|minu|difference)/u, /\d\s+[-−]\s*\d|\bminus\b|\bsubtract\b|\bdifference between\b/iu],
  [/^(?:multiply|product|multiplication)$/u, /\d\s*[*×x]\s*\d|\btimes\b|\bmultipl\w+\b|\bproduct of\b/iu],
  [/^(?:divid|division)/u, /\d\s*[/÷]\s*\d|\bdivided? (?:by)?\b/iu],
  [/^(?:mail|message)$/u, /\be-?mail\b|\bwrite to\b|\bsend\b[^.]*\bmessage\b|\bmessage\b/iu],
  [
    /^(?:currency|exchang|exchange|rate|conver\w*)$/u,
    /\b(?:exchange rate|currency|convert|(?:in|to|into) (?:euros?|dollars?|pounds|yen|[A-Z]{3}))\b/u,
  ],
  [/^(?:stock|quot|quote|share|ticker)$/u, /\b(?:stocks?|shares?|ticker|share price|stock price|trading at)\b/iu],
  [/^(?:calendar|event|meet|meeting|appointment|schedul)/u, /\b(?:meeting|appointment|calendar|schedule|event)\b/iu],
  [/^(?:remind|reminder)/u, /\bremind(?:er)?\b/iu],
  [/^(?:flight|fly)/u, /\b(?:flights?|fly|plane)\b/iu],
  [/^(?:hotel|room|accommodation)/u, /\b(?:hotels?|rooms?|stay|accommodation)\b/iu],
  [/^(?:restaurant|tabl|table|reservation)/u, /\b(?:restaurants?|table for|dinner|eat|reservation)\b/iu],
  [/^(?:light|lamp)/u, /\blights?\b|\blamps?\b/iu],
  [/^(?:translat|translation)/u, /\btranslat\w+\b|\bhow do you say\b/iu],
  [/^(?:dic|dice|roll)$/u, /\broll\b|\bdice?\b/iu],
  [/^order$/u, /\border(?:s|ed)?\b|\bpackage\b|\bparcel\b/iu],
  [/^(?:popula|population)/u, /\bpopulation\b|\bhow many people live\b|\binhabitants\b/iu],
  [/^(?:distanc|distance)$/u, /\bhow far\b|\bdistance\b/iu],
]

/** How well a tool fits what was said; 3 and more is a call. */
export function fit(reader: Reader, text: string): number {
  const said = new Set(wordsOf(text).map(stem))
  // A tool that is called by its very name is meant, whatever else is said; one plain word may mean anything.
  let score = reader.name.size > 1 && text.split(/[^\w-]+/).includes(reader.tool.name) ? ENOUGH : 0
  let names = 0
  for (const each of reader.name) {
    const isSaid =
      said.has(each) ||
      synonyms.some(([name, words]) => name.test(each) && words.test(text)) ||
      (hints.get(each)?.test(text) ?? false)
    if (!isSaid) continue
    names++
    score += isVerb(each) && reader.name.size > 1 ? 1.6 : 3
  }
  if (reader.name.size > 1 && names === reader.name.size) score += 1
  for (const each of said) {
    if (reader.name.has(each) || empty.has(each) || generic.has(each)) continue
    if (reader.description.has(each)) score += 1.4
    else if (reader.parameters.has(each)) score += 0.8
  }
  for (const each of reader.description) {
    if (!said.has(each) && synonyms.some(([name, words]) => name.test(each) && words.test(text))) {
      score += 1.5
      break
    }
  }
  return score
}

const verbs = new Set(
  'send create make delete remove update set add find search book list check show open close start stop turn read write save cancel schedule convert track control play'
    .split(' ')
    .map(stem),
)

function isVerb(word: string): boolean {
  return verbs.has(word)
}

const ENOUGH = 3

/** The tool that fits best; undefined where none fits well enough. */
export function strongest(readers: readonly Reader[], text: string): { reader: Reader; score: number } | undefined {
  let best: { reader: Reader; score: number } | undefined
  for (const reader of readers) {
    const score = fit(reader, text)
    if (score >= ENOUGH && score > (best?.score ?? 0)) best = { reader, score }
  }
  return best
}
