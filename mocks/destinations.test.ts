import { expect, test } from 'vitest'
import { destinationOf } from './destinations.ts'
import { roomFor } from './handle.ts'

test.each([
  ['/v1/chat/completions', {}, 'https://api.openai.com/v1/chat/completions'],
  ['/v1/models', { authorization: 'Bearer x' }, 'https://api.openai.com/v1/models'],
  ['/v1/models?limit=3', { 'anthropic-version': '2023-06-01' }, 'https://api.anthropic.com/v1/models?limit=3'],
  ['/v1/models', { 'x-api-key': 'x' }, 'https://api.anthropic.com/v1/models'],
  ['/v1/models', { 'x-goog-api-key': 'x' }, 'https://generativelanguage.googleapis.com/v1/models'],
  ['/v1/models?key=x', {}, 'https://generativelanguage.googleapis.com/v1/models?key=x'],
  ['/v1/messages', {}, 'https://api.anthropic.com/v1/messages'],
  ['/v1/messages/batches/x', {}, 'https://api.anthropic.com/v1/messages/batches/x'],
  ['/v1beta/models/x:generateContent', {}, 'https://generativelanguage.googleapis.com/v1beta/models/x:generateContent'],
  ['/v1/models/x:countTokens', {}, 'https://generativelanguage.googleapis.com/v1/models/x:countTokens'],
  ['/openai/v1/chat/completions', {}, 'https://api.groq.com/openai/v1/chat/completions'],
  ['/groq/openai/v1/models', {}, 'https://api.groq.com/openai/v1/models'],
  ['/openai/responses', {}, 'https://api.openai.com/responses'],
  ['/mistral/v1/models', {}, 'https://api.mistral.ai/v1/models'],
  ['/together/v1/models', {}, 'https://api.together.ai/v1/models'],
  ['/fireworks/v1/models', {}, 'https://api.fireworks.ai/inference/v1/models'],
  ['/qwen/v1/models', {}, 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1/models'],
  ['/huggingface/v1/models', {}, 'https://router.huggingface.co/v1/models'],
  ['/openrouter/v1/models', {}, 'https://openrouter.ai/api/v1/models'],
  ['/azure/openai/v1/models?api-version=x', {}, 'https://workbook.openai.azure.com/openai/v1/models?api-version=x'],
  ['/api/chat', {}, 'http://localhost:11434/api/chat'],
  ['/ollama/api/tags', {}, 'http://localhost:11434/api/tags'],
  ['/lmstudio/v1/models', {}, 'http://localhost:1234/v1/models'],
  ['/vllm/v1/models', {}, 'http://localhost:8000/v1/models'],
  ['/textgen/v1/models', {}, 'http://localhost:5000/v1/models'],
  ['/tgi/generate', {}, 'http://localhost:8080/generate'],
  ['/mistral', {}, 'https://api.mistral.ai/'],
  ['/', {}, 'https://api.openai.com/'],
  ['//evil.example/v1/models', {}, 'https://api.openai.com/evil.example/v1/models'],
  ['/\\evil.example', {}, 'https://api.openai.com/evil.example'],
  ['http://evil.example/v1/models', {}, 'https://api.openai.com/v1/models'],
  ['/toString/v1', {}, 'https://api.openai.com/toString/v1'],
])('%s with %o leads to %s, which somebody simulates', (target, headers, address) => {
  expect(destinationOf(target, new Headers(headers as Record<string, string>))).toBe(address)
  expect(roomFor(address)).toBeDefined()
})
