import { expect, test } from 'vitest'
import { printedBy } from './fixtures/printed.ts'

const printed = printedBy(2)

// One line for each thing lesson 2 promises to show.
test.each([
  ['reads the auth header off the wire', /Anthropic +authorization +ANTHROPIC_API_KEY/],
  ['knows that Gemini differs', /Gemini +x-goog-api-key +(GOOGLE|GEMINI)_API_KEY/],
  ['prints the addresses', /^https:\/\/generativelanguage\.googleapis\.com\/v1\/models\/[\w.-]+:generateContent$/m],
  ['finds the rule and the text at OpenAI', 'OpenAI: messages[0].content -> choices[0].message.content'],
  ['finds the rule and the text at Anthropic', /^Anthropic: system -> content\[\d\]\.text$/m],
  [
    'finds the rule and the text at Google',
    /^Gemini: systemInstruction\.parts\[0\]\.text -> candidates\[0\]\.content/m,
  ],
  ['names what Anthropic counts', /^Anthropic: input_tokens \d+, output_tokens \d+/m],
  ['names what Gemini counts', /^Gemini: promptTokenCount \d+, candidatesTokenCount \d+/m],
  ['compares finish reasons and windows', /Anthropic +end_turn +1000000 +2 +600/],
  ['shows that Gemini never gives up', /Gemini +STOP +1048576 +0 +Infinity/],
  ...['groq', 'mistral', 'together', 'fireworks', 'qwen', 'huggingface', 'openrouter', 'azure'].map(
    (server): [string, RegExp] => [`reaches ${server}`, new RegExp(`^${server} +\\S+ +\\S+ +\\d+$`, 'm')],
  ),
  ['reaches LM Studio', /^LM Studio +1234 +\S+ +\S+ +\d+$/m],
  ['reaches Ollama', /^Ollama +11434 +qwen3:8b +\S+ +\d+$/m],
  ['reaches vLLM', /^vLLM +8000 +\S+ +\S+ +\d+$/m],
  ['reaches Text Generation WebUI', /^WebUI +5000 +\S+ +\S+ +\d+$/m],
  ['reaches Text Generation Inference', /^TGI +8080 +\S+ +\d+$/m],
  ['speaks to Ollama in its own language', /^\d+\.\d s in all$/m],
  ['shows what became of GPT-3.5', 'The model `gpt-3.5-turbo` has been deprecated'],
  ['shows what became of Claude 2', /not_found_error.*claude-2\.1/],
  ['shows what became of PaLM 2', /models\/text-bison-001 is not found/],
  ['shows what became of Gemini 1.5', /models\/gemini-1\.5-pro is not found/],
  ['shows what became of Llama 3 at Groq', 'The model `llama3-70b-8192` has been decommissioned'],
  [
    'lists the models of four providers',
    /^OpenAI +\d+ \S+\nAnthropic +\d+ \S+\nGemini +\d+ models\/\S+\nGroq +\d+ \S+$/m,
  ],
  ['completes through one function', /^openai: \d+ in, \d+ out\.[^]*^anthropic: \d+ in[^]*^gemini: \d+ in/m],
])('lesson 2 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})
