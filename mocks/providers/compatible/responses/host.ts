import type { Response as SdkResponse } from 'openai/resources/responses/responses'
import type { Complaint } from '../../complaint.ts'
import type { Fields } from '../../field.ts'
import type { Reply } from '../call.ts'
import type { Completion, Draft } from '../completion.ts'
import type { Body } from '../json.ts'
import type { Problem } from '../problem.ts'

/** An answer as Responses has it: items with their ids, before a host writes them down. */
export interface Draw {
  readonly completion: Completion
  readonly draft: Draft
  /** The request. */
  readonly body: Body
  readonly id: string
  readonly items: readonly Item[]
}

/** One thing a model put out: what it thought, what it said, or a function it calls. */
export interface Item {
  readonly kind: 'reasoning' | 'message' | 'call'
  readonly id: string
  /** The thoughts, the answer, or the arguments of the call. */
  readonly text: string
  /** The text as a stream brings it. */
  readonly pieces: readonly string[]
  /** Of a call. */
  readonly name?: string
  readonly callId?: string
}

/** How far a response is. */
export interface Progress {
  readonly status: 'in_progress' | 'completed' | 'incomplete'
  readonly output: readonly Body[]
  /** Why it is incomplete. */
  readonly reason?: 'max_output_tokens' | 'content_filter'
}

/** What the response objects of all hosts have in common with OpenAI's. */
export type ResponseShape = Pick<SdkResponse, 'id' | 'object' | 'created_at' | 'model' | 'status'> &
  Record<string, unknown>

/** What an id depends on: the answer, the response's own id once it has one, and the place among its kind. */
export interface Named {
  readonly completion: Completion
  readonly response: string
  readonly at: number
}

/** How a host of Chat Completions does Responses as well. */
export interface ResponsesHost {
  /** The body of a request; whether others are refused is for the dialect to say. */
  readonly fields: Fields
  /** What is wrong with the fields, where not in the words of Chat Completions. */
  complain?(complaints: readonly Complaint[]): Problem
  /** What the host refuses beyond its fields. */
  check?(body: Body): Problem | undefined
  /** The request as far as the host heeds it. */
  heeded?(body: Body): Body
  /** The messages of the response that is continued; absent where nothing is stored. */
  messagesBefore?(body: Body, key: string): readonly object[] | Problem
  /** Stores what was said, the new messages last. */
  keep?(draw: Draw, messages: readonly object[], key: string): void
  /** A problem as it is told here, where not as everywhere. */
  told?(problem: Problem): Problem
  /** An answer that tells a problem where the status does not; undefined where it does. */
  failed?(problem: Problem, body: Body): Reply | undefined
  newId(kind: 'resp' | 'rs' | 'msg' | 'fc', named: Named): string
  /** An item of the output; as long as it is not done, it is empty. */
  item(item: Item, isDone: boolean): Body
  /** A part of the content of thoughts or of a message. */
  part(kind: Item['kind'], text: string): Body
  response(draw: Draw, progress: Progress): Body
  /** The response, printed. */
  print(response: Body): string
  /** Whether an answer that is cut off is called incomplete. */
  readonly tellsCut: boolean
  readonly stream: StreamManner
}

/** How it streams. */
export interface StreamManner {
  /** What the events of thoughts are called; their parts are not announced everywhere. */
  readonly thoughts: 'response.reasoning_text' | 'response.reasoning_summary_text'
  readonly thoughtParts?: 'response.content_part' | 'response.reasoning_part'
  /** Whether thoughts are closed only when the message is. */
  readonly closesThoughtsLate?: boolean
  /** Whether the arguments of a call come in one piece. */
  readonly callsWhole?: boolean
  /** Whether each event stands under its name. */
  readonly isNamed: boolean
  /** What comes before the first event, and after the last. */
  readonly before?: string
  readonly after?: string
  /** An event with its keys in the host's order. */
  event(event: Body): Body
  /** The last event where the answer is cut off; by default it has a name of its own. */
  readonly cut?: 'response.completed'
  /** What is sent when a stream fails midway; by default the same as in Chat Completions. */
  failure?(): string
}

/** The keys of an event that are in the list, in the order of the list. */
export function inOrder(event: Body, keys: readonly string[]): Body {
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(event, key) ? [[key, event[key]]] : [])))
}

/** The keys in the order of the alphabet, as Go prints a map; those of lists and objects inside as well. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inside]) => [key, sorted(inside)]))
}
