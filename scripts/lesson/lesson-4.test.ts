import { expect, test } from 'vitest'
import { printedBy } from './fixtures/printed.ts'

const printed = printedBy(4)

/** The numbers of the first line that matches. */
async function numbersIn(line: RegExp): Promise<number[]> {
  const found = line.exec(await printed)
  expect(found, String(line)).not.toBeNull()
  return found!.slice(1).map(Number)
}

// One line for each thing lesson 4 promises to show.
test.each([
  ['waits for a whole answer', /^\d+ ms of nothing, then everything at once$/m],
  ['draws both calls on one clock', /The same question, whole and streamed\n[^]*whole [^]*waiting[^]*reading/],
  ['gets JSON that is complete only at its end', /^\d+ pieces; valid JSON after 1 of them: the last$/m],
  ['knows a call that has to be streamed', 'AnthropicError: Streaming is required for operations that may take longer'],
  ['reads the type of a stream off the wire', '200 text/event-stream; charset=utf-8'],
  [
    'shows one event as it came',
    /^data: \{"id":"chatcmpl-.*"delta":\{"content":"Gr"\},"finish_reason":null\}\]\}\n\n/m,
  ],
  ['cuts an event and a letter in two', '…:0,"delta":{"content":"\uFFFD\n\uFFFD"},"finish_reason":null}]'],
  ['sees that half an event is no JSON', /^SyntaxError: Unterminated string in JSON/m],
  ['reads pieces of one byte', /^ \d{4} pieces: Grüße aus Zürich 🦉$/m],
  ['reads pieces of seven bytes', /^ {2}\d{3} pieces: Grüße aus Zürich 🦉$/m],
  ['reads it in one piece', /^ {4}1 pieces: Grüße aus Zürich 🦉$/m],
  ['shows how a chat stream ends', /^--- chat completions\n[^]*^data: \[DONE\]\\n\n\\n\n--- responses$/m],
  [
    'shows typed events of Responses',
    /^event: response\.output_text\.delta\\n\ndata: \{"type":"response\.output_text/m,
  ],
  ['shows how Responses end', /^event: response\.completed\\n\n.*\n\\n\n--- anthropic$/m],
  ['shows a ping', /^event: ping\\n\ndata: \{"type": "ping"\}\\n$/m],
  ['shows how Anthropic ends', /^event: message_stop\\n\ndata: \{"type":"message_stop" *\}\\n$/m],
  ["shows Gemini's CRLF frames", /^--- gemini\ndata: \{"candidates": \[\{"content".*\}\\r\\n\n\\r\\n$/m],
  ['counts the chunks of a chat', /^chat completions: message × \d+, \[DONE\]$/m],
  ['names the events of Responses', /^responses: response\.created, .*response\.output_text\.delta × 7/m],
  ['names the events of Anthropic', /^anthropic: message_start, content_block_start, ping, .*, message_stop$/m],
  ['finds no names at Gemini', /^gemini: message × \d+$/m],
  ...['chat completions', 'responses'].map((name): [string, string] => [
    `finds the text in ${name}`,
    `${name}: Gr|ü|ße| aus| Zürich| |🦉`,
  ]),
  ['finds the text at Anthropic', /^anthropic: Gr\|üße aus Zürich 🦉$/m],
  ['finds the text at Gemini', /^gemini: Grü\|ße aus Zürich 🦉$/m],
  ['streams with three SDKs', /^fromOpenAI: \S[^]*^fromAnthropic: \S[^]*^fromGemini: \S/m],
  ['gets the final message of a chat, and no usage', /^stop undefined$/m],
  ['gets the final message of Claude', /^end_turn \d+$/m],
  ['asks for the usage of a chat stream', /^0 choices\n\d+ in, \d+ out$/m],
  ['counts once in a chat', /^chat completions +completion_tokens +\d+ +\d+$/m],
  ['counts once in Responses', /^responses +output_tokens +\d+ +\d+$/m],
  ['counts twice at Anthropic', /^anthropic +output_tokens +\d+, \d+ +\d+$/m],
  ['counts in every chunk at Gemini', /^gemini +candidatesTokenCount +\d+, \d+, \d+ +\d+$/m],
  ['shows half a text', /▌\n.*▌\n.*▌\n\d+ pieces, \d+ paints$/m],
  ['stops an answer and gets no usage', /^.{60,80} …\nusage: undefined$/m],
  ['stops the request by leaving the loop', 'aborted by break: true'],
  ["sees OpenAI's loop end when it is stopped", /^OpenAI +the loop ends$/m],
  ["sees Anthropic's loop end when it is stopped", /^Anthropic +the loop ends$/m],
  ['sees Gemini throw when it is stopped', /^Gemini +throws DOMException: This operation was aborted$/m],
  ['sees a helper throw when it is stopped', /^OpenAI's \.stream\(\) +throws APIUserAbortError/m],
  ['gets an error event of OpenAI', /^fromOpenAI +[1-9]\d* +APIError +undefined +The server had an error while/m],
  ['gets an error event of Anthropic', /^fromAnthropic +[1-9]\d* +APIError +undefined +\{"type":"error"/m],
  ['gets an error event of Gemini', /^fromGemini +[1-9]\d* +ApiError +503 +got status: UNAVAILABLE/m],
  ...['fromOpenAI', 'fromAnthropic', 'fromGemini'].map((name): [string, RegExp] => [
    `survives the cut stream ${name}`,
    new RegExp(`^sk-test-cut-stream\n[^]*^${name} +[1-9]\\d* +TypeError +undefined +terminated$`, 'm'),
  ]),
  ['passes a stream on and stops for who leaves', /^One piece is enough for me\.\nThe visitor left: model stopped\.$/m],
  ['streams a conversation that remembers', /^You: What is my name\?\nBot: .*Ada.*\n6 messages are remembered\.$/m],
])('lesson 4 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})

test('lesson 4 shows that a stream takes as long, and begins much earlier', async () => {
  const [whole = 0] = await numbersIn(/^(\d+) ms of nothing/m)
  const [first = 0, total = 0] = await numbersIn(/^first token (\d+) ms, total (\d+) ms$/m)
  expect(total).toBeGreaterThan(whole * 0.7)
  expect(total).toBeLessThan(whole * 1.4)
  expect(first).toBeLessThan(total / 2)
})

test('lesson 4 shows that thinking delays the first token', async () => {
  const efforts = await Promise.all(
    ['none', 'low', 'high'].map((effort) => numbersIn(new RegExp(`^${effort} +(\\d+) +\\d+$`, 'm'))),
  )
  const firsts = efforts.map(([first = 0]) => first)
  expect(firsts).toEqual(firsts.toSorted((a, b) => a - b))
  expect(firsts[2]).toBeGreaterThan(firsts[0]! * 3)
})

test('lesson 4 shows that a short answer gains nothing', async () => {
  const [first, all] = await numbersIn(/^one word +none +(\d+) +(\d+)$/m)
  expect(first).toBe(all)
  const [early = 0, late = 0] = await numbersIn(/^a paragraph +none +(\d+) +(\d+)$/m)
  expect(early).toBeLessThan(late / 2)
})
