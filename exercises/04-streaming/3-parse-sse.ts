/**
 * 4.3 Parse events across chunk borders
 *
 * A stream is text in lines, but what the network brings are pieces of bytes that may end anywhere: in an event, in a line, in a letter.
 *
 * `eventsOf` takes the body of a response in such pieces and yields its events, each as soon as it is complete:
 *
 *     for await (const { event, data } of eventsOf(response.body)) …
 *
 * The bytes are UTF-8, and a line ends with `\n` or `\r\n`.
 * - `data: text` is the content; one blank after the colon does not belong to it. The texts of several data lines are joined by `\n`.
 * - `event: name` names the event it stands in. An event without a name is called `message`.
 * - A line that begins with a colon is a comment. Comments and other fields (`id: 7`) mean nothing to us.
 * - An empty line ends the event. An event without data is none, and neither is one whose empty line never came.
 */
import { NotStarted } from '@workbook/kit'

export interface ServerSentEvent {
  event: string
  data: string
}

export function eventsOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncIterable<ServerSentEvent> {
  throw new NotStarted()
}
