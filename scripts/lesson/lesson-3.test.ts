import { expect, test } from 'vitest'
import { printedBy } from './fixtures/printed.ts'

const printed = printedBy(3)

/** A row of the matrix: how a model takes four settings. */
function row(model: string, ...reactions: string[]): RegExp {
  return new RegExp(`^${[model, ...reactions].join(' +')}$`, 'm')
}

// One line for each thing lesson 3 promises to show.
test.each([
  ['reads probabilities off the logprobs', /^dark +-0\.6\d +5\d(\.\d)?$/m],
  ['draws the distribution at 0', /temperature 0\n +dark +100\.0%/],
  ['draws it at 0.7', /temperature 0\.7\n +dark +70\.\d%/],
  ['draws it at 1.5', /temperature 1\.5\n +dark +38\.\d%/],
  ['compares the formula with a hundred draws', /^dark +70\.\d +[5-9]\d$/m],
  ['says which temperature is for facts', /^ *0 +facts, data, code +100 +0$/m],
  ['says which is for business', /^ *0\.3 +reports, business mail +9\d/m],
  ['says which is for stories', /^ *0\.7 +stories/m],
  ['says which is for poetry', /^ *1\.5 +poetry/m],
  ['gets one answer ten times at 0', /temperature 0 +1 of 10/],
  ['gets several at 0.7', /temperature 0\.7 +[2-8] of 10/],
  ['gets nearly ten at 1.5', /temperature 1\.5 +([7-9]|10) of 10/],
  ['keeps one token at a top-p of 0.1', /^ *0\.1 +1 +100 +dark$/m],
  ['keeps one at 0.5', /^ *0\.5 +1 +100 +dark$/m],
  ['keeps five at 0.9', /^ *0\.9 +5 +58 +dark black quiet silver deep$/m],
  ['keeps all at 1', /^ *1 +7 +53 +dark black quiet silver deep cold silent$/m],
  ['shows that top-p draws in proportion, not uniformly', /^dark +(6\d|7\d|8\d) +70 +24$/m],
  ['shows that what top-p cuts is never drawn', /^silent +0 +0 +0$/m],
  ['shows that temperature moves top-p', /^ *0\.5 +0\.9 +2 +2$[^]*^ *1\.2 +0\.9 +6 +6$/m],
  ['leaves no choice with top-k 1', 'different answers of 5 with top-k 1: 1\n'],
  ['leaves some with top-k 40', /different answers of 5 with top-k 40: [2-5]/],
  ['repeats itself with a seed', 'different answers of 5, seed 7: 1\n'],
  ['does not without', /different answers of 5, no seed: [2-5]/],
  ['draws what penalties do', /The chance of the next comma[^]*● none +▲ presence 2 +■ frequency 2/],
  ['names the limit of Chat Completions', /OpenAI chat +max_completion_tokens +finish_reason: length +\d+/],
  ['names the limit of Responses', /OpenAI Responses +max_output_tokens +status: incomplete +\d+/],
  ['names the limit of Anthropic', /Anthropic +max_tokens +stop_reason: max_tokens +\d+/],
  ['names the limit of Gemini', /Gemini +maxOutputTokens +finishReason: MAX_TOKENS +\d+/],
  ['names the limit of Groq', /groq +max_tokens +finish_reason: length +\d+/],
  ['names the limit of Mistral', /mistral +max_tokens +finish_reason: length +\d+/],
  ['names the limit of Ollama', /ollama +max_tokens +finish_reason: length +\d+/],
  ['names the limit of vLLM', /vllm +max_tokens +finish_reason: length +\d+/],
  ['tells why a response is incomplete', 'incomplete because: max_output_tokens'],
  [
    'shows on the wire that thoughts use up the limit',
    /^200 \{[^]*"content": "",[^]*"finish_reason": "length"[^]*"reasoning_tokens": 60,/m,
  ],
  ['continues a cut answer', /^[^|\n]+[a-z,.]+\| ?[^|\n]+\.$/m],
  ['counts tokens and words', /^\d\.\d\d tokens for a word$/m],
  ['sizes a short answer', /^short answer +45 to 85 +50 to (90|100)$/m],
  ['sizes a paragraph', /^paragraph +90 to 220 +100 to 2[456]0$/m],
  ['sizes an e-mail', /^e-mail +130 to 350 +150 to (390|4[01]0)$/m],
  ['sizes a page', /^page +440 to 600 +5[0-2]0 to (6[89]|70)0$/m],
  ['sizes a long document', /^long document +900 to 9000 +10\d0 to \d+$/m],
  ['fills the window with input and output', /^3500: 400 This model's maximum context length is 4096 tokens/m],
  ['answers when both fit', /^1000: fits, with 1\d\d\d tokens of input$/m],
  ['stops after the first sentence', /^Temperature is [^.]+\.$/m],
  ['stops in the middle of a list', /^One, two, three$/m],
  ['stops at the end of JSON', "{ name: 'Ada Lovelace', age: 36 }"],
  [
    'hears from Anthropic where it stopped',
    /Anthropic +stop_sequence, stop_sequence "," +end_turn, stop_sequence null/,
  ],
  ['hears from vLLM where it stopped', /vllm +finish_reason "stop", stop_reason "," +finish_reason "stop"$/m],
  ['hears nothing of it from OpenAI', /OpenAI +finish_reason "stop" +finish_reason "stop"$/m],
  ['hears nothing of it from Gemini', /Gemini +finishReason STOP +finishReason STOP$/m],
  ['hears nothing of it from Groq', /groq +finish_reason "stop" +finish_reason "stop"$/m],
  // temperature, top_p, top_k, seed
  ['sees GPT-6 refuse while it thinks', row('gpt-6-luna', 'refuses', 'refuses', 'refuses', 'refuses')],
  ['sees it obey at effort none', row('gpt-6-luna, effort none', 'obeys', 'obeys', 'refuses', 'obeys')],
  ['sees Claude refuse', row('claude-haiku-5-5', 'refuses', 'refuses', 'refuses', 'refuses')],
  ['sees Gemini 4 ignore', row('gemini-4-argon', 'ignores', 'ignores', 'ignores', 'obeys')],
  ['sees Groq obey', row('Groq', 'obeys', 'obeys', 'refuses', 'obeys')],
  ['sees Mistral obey', row('Mistral', 'obeys', 'obeys', 'refuses', 'obeys')],
  ['sees Ollama obey', row('Ollama', 'obeys', 'obeys', 'ignores', 'obeys')],
  ['sees vLLM obey', row('vLLM', 'obeys', 'obeys', 'obeys', 'obeys')],
  // n, stop, logprobs, frequency_penalty
  ['sees GPT-6 refuse stop sequences', row('gpt-6-luna', 'obeys', 'refuses', 'refuses', 'refuses')],
  ['sees it give logprobs at effort none', row('gpt-6-luna, effort none', 'obeys', 'refuses', 'obeys', 'obeys')],
  ['sees Claude stop and nothing else', row('claude-haiku-5-5', 'refuses', 'obeys', 'refuses', 'refuses')],
  ['sees Gemini 4 refuse penalties', row('gemini-4-argon', 'refuses', 'obeys', 'obeys', 'refuses')],
  ['sees Groq ignore penalties', row('Groq', 'refuses', 'obeys', 'refuses', 'ignores')],
  ['prints how OpenAI refuses', /^gpt-6-luna: 400 Unsupported value: 'temperature' does not support 0\.5/m],
  ['prints how Anthropic refuses', /^claude-haiku-5-5: 400 .*temperature: Extra inputs are not permitted/m],
  ['counts the thoughts of GPT-6', /OpenAI\n +low +\d\d tokens[^\n]*\n +high +\d{3} tokens/],
  ['counts the thoughts of Claude', /Anthropic\n +low +0 tokens[^\n]*\n +high +\d{3} tokens/],
  ['counts the thoughts of Gemini', /Gemini\n +low +\d\d tokens[^\n]*\n +high +\d{3} tokens/],
  ['is shorter at a low verbosity', /^low: [12]\d words\nhigh: [5-9]\d words$/m],
])('lesson 3 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})
