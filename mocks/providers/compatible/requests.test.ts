import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { framesIn, hosts, send } from './hosts.fixture.ts'

const messages = [{ role: 'user' as const, content: 'What is an API?' }]

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

test.each([
  ['groq', 404, /does not exist or you do not have access to it\./],
  ['mistral', 400, /Invalid model: nobody/],
  ['together', 404, /Unable to access model nobody\./],
  ['fireworks', 404, /Model not found, inaccessible, and\/or not deployed/],
  ['qwen', 404, /The model `nobody` does not exist/],
  ['huggingface', 400, /'nobody' is not supported by any provider you have enabled/],
  ['openrouter', 400, /nobody is not a valid model ID/],
  ['azure', 404, /The API deployment for this resource does not exist\./],
  ['lmstudio', 404, /Invalid model identifier \\"nobody\\"/],
  ['ollama', 404, /model 'nobody' not found/],
  ['vllm', 404, /The model `nobody` does not exist\./],
  ['textgen', 200, undefined],
  ['tgi', 200, undefined],
] as const)('%s on a model it does not know: %i', async (name, status, words) => {
  const response = await send(name, '/chat/completions', { model: 'nobody', messages })
  expect(response.status).toBe(status)
  if (words) expect(await response.text()).toMatch(words)
})

test.each([
  ['groq', 'id,object,created,model,choices,usage,usage_breakdown,system_fingerprint,x_groq,service_tier'],
  ['mistral', 'id,created,model,usage,object,choices'],
  ['together', 'id,object,created,model,prompt,choices,usage'],
  ['fireworks', 'id,object,created,model,choices,usage'],
  ['qwen', 'choices,object,usage,created,system_fingerprint,model,id'],
  ['huggingface', 'id,object,created,model,choices,usage,system_fingerprint'],
  ['openrouter', 'id,object,created,model,provider,system_fingerprint,choices,usage'],
  ['azure', 'choices,created,id,model,object,prompt_filter_results,system_fingerprint,usage'],
  ['lmstudio', 'id,object,created,model,choices,usage,stats,system_fingerprint'],
  ['ollama', 'id,object,created,model,system_fingerprint,choices,usage'],
  [
    'vllm',
    'id,object,created,model,choices,service_tier,system_fingerprint,usage,prompt_logprobs,prompt_token_ids,kv_transfer_params',
  ],
  ['textgen', 'id,object,created,model,system_fingerprint,choices,usage'],
  ['tgi', 'object,id,created,model,system_fingerprint,choices,usage'],
] as const)('%s writes its keys in its own order', async (name, keys) => {
  const { model } = hosts[name]
  const text = await (await send(name, '/chat/completions', { model, messages })).text()
  const body = JSON.parse(text) as object
  expect(Object.keys(body).join()).toBe(keys)
  const printed = name === 'lmstudio' ? JSON.stringify(body, null, 2) : JSON.stringify(body)
  expect(text).toBe(printed + (name === 'ollama' || name === 'azure' ? '\n' : ''))
})

test.each([
  ['groq', 'index,delta,logprobs,finish_reason', '{"role":"assistant","content":""}'],
  ['mistral', 'index,delta,finish_reason', '{"role":"assistant","content":""}'],
  ['fireworks', 'index,delta,finish_reason', '{"role":"assistant"}'],
  ['qwen', 'delta,index,logprobs,finish_reason', '{"content":"","role":"assistant"}'],
  ['huggingface', 'index,delta,finish_reason', '{"role":"assistant"}'],
  ['vllm', 'index,delta,logprobs,finish_reason', '{"role":"assistant","content":""}'],
  ['textgen', 'index,finish_reason,delta,logprobs', '{"role":"assistant","refusal":null,"content":""}'],
] as const)('%s opens a stream its own way', async (name, keys, delta) => {
  const { model } = hosts[name]
  const text = await (await send(name, '/chat/completions', { model, messages, stream: true })).text()
  const [choice] = (framesIn(text)[0]?.choices ?? []) as { delta: object }[]
  expect(Object.keys(choice ?? {}).join()).toBe(keys)
  expect(JSON.stringify(choice?.delta)).toBe(delta)
})

test.each([
  ['groq', { temperature: 3 }, 400],
  ['groq', { unknown: 1 }, 400],
  ['mistral', { max_completion_tokens: 5 }, 422],
  ['mistral', { seed: 1 }, 422],
  ['mistral', { temperature: 1.7 }, 422],
  ['together', { unknown: 1 }, 200],
  ['fireworks', { unknown: 1 }, 400],
  ['qwen', { temperature: 2 }, 400],
  ['huggingface', { temperature: 3 }, 400],
  ['openrouter', { unknown: 1 }, 200],
  ['azure', { unknown: 1 }, 400],
  ['azure', { temperature: 3 }, 400],
  ['lmstudio', { max_tokens: -1 }, 200],
  ['ollama', { n: 3, user: 5, tool_choice: 'x' }, 200],
  ['vllm', { unknown: 1 }, 200],
  ['vllm', { temperature: 'hot' }, 400],
  ['textgen', { temperature: 'hot' }, 422],
  ['tgi', { temperature: 0 }, 422],
] as const)('%s takes %o with %i', async (name, body, status) => {
  const response = await send(name, '/chat/completions', { model: hosts[name].model, messages, ...body })
  expect(response.status).toBe(status)
})

test.each([
  [
    'mistral',
    '{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted","input":5}]},"type":"invalid_request_error","param":null,"code":null}',
  ],
  [
    'fireworks',
    '{"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"Extra inputs are not permitted, field: \'nonsense\', value: 1"}}',
  ],
  ['groq', `{"error":{"message":"property 'nonsense' is unsupported","type":"invalid_request_error"}}`],
] as const)('%s says what it does not take in its own words', async (name, words) => {
  const extra = name === 'mistral' ? { max_completion_tokens: 5 } : { nonsense: 1 }
  const response = await send(name, '/chat/completions', { model: hosts[name].model, messages, ...extra })
  expect(await response.text()).toBe(words)
})

test.each([
  ['mistral', '{"detail":"Unauthorized"}'],
  ['huggingface', '{"error":"Invalid username or password."}'],
  ['openrouter', '{"error":{"message":"No auth credentials found","code":401}}'],
  ['groq', '{"error":{"message":"Invalid API Key","type":"invalid_request_error","code":"invalid_api_key"}}'],
] as const)('%s without a key', async (name, words) => {
  const response = await send(name, '/chat/completions', { model: 'x', messages }, '')
  expect([response.status, await response.text()]).toEqual([401, words])
})

test.each(['ollama', 'lmstudio', 'vllm', 'textgen', 'tgi'] as const)('%s needs no key', async (name) => {
  const { status } = await send(name, '/chat/completions', { model: hosts[name].model, messages }, '')
  expect(status).toBe(200)
})
