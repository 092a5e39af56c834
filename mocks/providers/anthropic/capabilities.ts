import type { Model } from '@workbook/kit'

export type Thinking = 'adaptive' | 'between_tools' | 'disabled' | 'enabled'

/** What a model takes and refuses, beyond what the catalogue says of it. */
export interface Capabilities {
  /** The values of `thinking.type` it accepts, and the one it has when the request says nothing. */
  readonly thinking: readonly Thinking[]
  readonly defaultThinking: 'adaptive' | 'disabled'
  /** Whether thoughts are shown when the request does not say. */
  readonly display: 'summarized' | 'omitted'
  /** Whether the request may end with the beginning of the answer. */
  readonly prefill: boolean
  /** temperature, top_p and top_k, for those who still send API version 2023-06-01. */
  readonly sampling: 'all' | 'one of them' | 'none'
  /** Whether tool_choice may be any or tool. */
  readonly forcedTools: boolean
  /** Fewest tokens of a prefix that is cached. */
  readonly cacheFrom: number
  /** How many tokens it counts where o200k_base counts one. */
  readonly tokenFactor: number
}

/** The families of Claude, and what the models endpoint calls a line. */
export type Line = 'haiku' | 'sonnet' | 'opus' | 'fable' | 'mythos'

/** What can be told from a model's id: `claude-opus-4-8` is opus 4.8. */
export function generationOf(id: string): { line: Line; version: number } | undefined {
  const [, line, major, minor] = /^claude-(haiku|sonnet|opus|fable|mythos)-(?:(\d)(?:-(\d))?(?!\d))/.exec(id) ?? []
  if (!line) return undefined
  return { line: line as Line, version: Number(`${major}.${minor ?? 0}`) }
}

/** The rules of a model: what the catalogue says it refuses, and what follows from its generation. */
export function capabilitiesOf(model: Model): Capabilities {
  const { line, version } = generationOf(model.id) ?? newest
  const refuses = (parameter: string) => model.refuses?.[parameter] === 'always'
  return {
    thinking: thinkingOf(line, version).filter((type) => !refuses(`thinking:${type}`)),
    defaultThinking: version >= 5 ? 'adaptive' : 'disabled',
    display: version >= 4.7 ? 'omitted' : 'summarized',
    prefill: !refuses('messages:prefill'),
    sampling: refuses('temperature') ? 'none' : refuses('temperature+top_p') ? 'one of them' : 'all',
    forcedTools: !refuses('tool_choice:any'),
    cacheFrom: cacheFrom(line, version),
    // From 4.7 on a text has about 30 % more tokens than before.
    tokenFactor: version >= 4.7 ? 1.3 : 1,
  }
}

const newest = { line: 'opus', version: 5.5 } as const

/** Each generation knows its own words for how to think. */
function thinkingOf(line: Line, version: number): Thinking[] {
  if (version < 4.6) return ['enabled', 'disabled']
  if (version < 4.7) return ['adaptive', 'enabled', 'disabled']
  return line === 'sonnet' && version >= 5.5 ? ['adaptive', 'between_tools'] : ['adaptive', 'disabled']
}

/** As the documentation of prompt caching lists it. */
function cacheFrom(line: Line, version: number): number {
  if (version >= 5) return line === 'sonnet' && version < 5.5 ? 1024 : 512
  if (line === 'sonnet' || version >= 4.8) return 1024
  return version >= 4.7 ? 2048 : 4096
}
