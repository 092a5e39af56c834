import { expect, test } from 'vitest'
import { printedBy } from './fixtures/printed.ts'

const printed = printedBy(9)

const weatherAndOrder = 'It is 11 °C and rainy in Paris. For 1042, the status is shipped and the carrier is DHL.'

// One line for each thing lesson 9 promises to show.
test.each<[string, RegExp]>([
  ['makes a JSON schema of a zod schema', /"properties":\{"order_id":\{"type":"string"\}\},"required":\["order_id"\]/],
  ['gets calls instead of text', /"type": "function_call",\s+"status": "completed",\s+"arguments": "\{\\"city\\"/],
  ['gets several calls in one turn', /"name": "get_weather"[^]+"name": "get_order"/],
  ['runs a tool', /\{ failed: false, text: '\{"status":"shipped","carrier":"DHL"\}' \}/],
  ['turns an exception into a result', /failed: true, text: 'Error: There is no order 9999\.'/],
  ['checks arguments with zod', /Invalid arguments: ✖ Invalid input: expected string, received undefined/],
  ['sends results under the ids of their calls', /type: 'function_call_output',\s+call_id: 'call_\w+'/],
  ['draws the conversation', /│ function_call_output +│\n *│ function_call +│\n *│ function_call_output +│/],
  ['limits the rounds', /^Error: Still calling tools in round 1\.$/m],
  ['turns broken JSON into a result', /failed: true,\s+text: ['"]SyntaxError: /],
  ['uses the tool role of Chat Completions', /^tool_calls\nuser, assistant, tool, tool\n.*It is 11 °C/m],
  ['shows an answer to no call refused by OpenAI', /No tool call found for function call output with call_id/],
  ['shows a call without an answer refused by OpenAI', /No tool output found for function call call_\w+\./],
  [
    'shows a call without its thought refused by OpenAI',
    /Item 'fc_\w+' of type 'function_call' was provided without its required 'reasoning' item: 'rs_\w+'\./,
  ],
  ['shows the same at Anthropic', /unexpected `tool_use_id` found in `tool_result` blocks: toolu_nobody/],
  ['lets the model tell of a failing tool', /reported an error: (Error: )?There is no order 9999\./],
  ['mends bad arguments', /the model calls get_weather \{\}\nthe model calls get_weather \{"city":"Rome"\}\n.*17 °C/],
  [
    'compares how such answers end',
    /OpenAI +completed +.*call_id[^]+Anthropic +tool_use +.*input[^]+Gemini +STOP +.*args/,
  ],
  ['gets an object by schema from OpenAI', /product: 'desk lamps',\s+quantity: 3,\s+deliver_by: '2026-12-24'/],
  ['from Anthropic', /^desk lamps 3$/m],
  ['and from Gemini', /^2026-12-24$/m],
  ['shows an answer cut off by its limit', /^incomplete max_output_tokens\n\{"customer":[^}]*$/m],
  ['sends an answer back with what is wrong', /→ at customer\n\{\s+customer: 'Ada Byron'/],
  ['gives up after one repair', /^Error: This mail holds no order that can be read\.$/m],
  ["shows OpenAI's refusal", /type: 'refusal',\s+refusal: "I'm sorry, but I can't assist/],
  ["shows Anthropic's and Gemini's", /^refusal \[\]\n(SAFETY|PROHIBITED_CONTENT)/m],
])('%s', async (_, line) => {
  expect(await printed).toMatch(line)
})

test('holds the same conversation in four dialects', async () => {
  expect((await printed).split(weatherAndOrder)).toHaveLength(5)
})
