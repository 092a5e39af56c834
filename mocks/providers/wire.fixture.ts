/** A request whose answer was compared with one that the real provider gave. */
export interface WireExchange {
  readonly name: string
  readonly request: () => Request
}

const question = [{ role: 'user', content: 'What is an API?' }]
const weather = [{ role: 'user', content: 'What is the weather in Paris?' }]
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tool = { name: 'get_weather', description: 'Tells the weather of a city.', parameters }
const tools = [{ type: 'function', function: tool }]

const openai = 'https://api.openai.com/v1'
const anthropic = 'https://api.anthropic.com/v1/messages'
const gemini = 'https://generativelanguage.googleapis.com/v1beta/models'
const groq = 'https://api.groq.com/openai/v1/chat/completions'
const mistral = 'https://api.mistral.ai/v1'
const together = 'https://api.together.ai/v1'
const openrouter = 'https://openrouter.ai/api/v1'
const azure = 'https://workbook.openai.azure.com/openai/deployments'
const version = '?api-version=2024-10-21'
const usage = { stream_options: { include_usage: true } }

function exchange(name: string, url: string, body: object, key = 'a-key'): WireExchange {
  const { hostname } = new URL(url)
  const auth: Record<string, string> = hostname.includes('anthropic')
    ? { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
    : hostname.includes('google')
      ? { 'x-goog-api-key': key }
      : hostname.includes('azure')
        ? { 'api-key': key }
        : { authorization: `Bearer ${key}` }
  const headers = { 'content-type': 'application/json', ...auth }
  return { name, request: () => new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }) }
}

const chat = (name: string, url: string, model: string, more: object = {}, key?: string) =>
  exchange(name, url, { model, messages: question, ...more }, key)

/** What was compared, stream by stream and body by body. */
export const exchanges: readonly WireExchange[] = [
  chat('openai chat', `${openai}/chat/completions`, 'gpt-4o-mini'),
  chat('openai chat streamed, tools', `${openai}/chat/completions`, 'gpt-4o-mini', {
    messages: weather,
    tools,
    stream: true,
    ...usage,
  }),
  chat('openai chat streamed, moderated', `${openai}/chat/completions`, 'gpt-5', {
    moderation: { model: 'omni-moderation-latest' },
    stream: true,
    ...usage,
  }),
  chat('openai chat, unknown model', `${openai}/chat/completions`, 'gpt-99'),
  exchange('openai responses', `${openai}/responses`, { model: 'gpt-4o', input: 'What is an API?' }),
  exchange('openai responses streamed, phases', `${openai}/responses`, {
    model: 'gpt-5.5',
    input: 'What is an API?',
    reasoning: { effort: 'none' },
    tools: [{ type: 'function', ...tool }],
    stream: true,
  }),
  exchange('openai responses, unknown model', `${openai}/responses`, { model: 'gpt-99', input: 'x' }),
  exchange('openai embeddings', `${openai}/embeddings`, {
    model: 'text-embedding-3-small',
    input: 'x',
    encoding_format: 'base64',
  }),
  chat('anthropic', anthropic, 'claude-sonnet-4-6', { max_tokens: 100 }),
  chat('anthropic streamed', anthropic, 'claude-sonnet-4-6', { max_tokens: 100, stream: true }),
  chat('anthropic streamed, tools', anthropic, 'claude-sonnet-4-6', {
    messages: weather,
    max_tokens: 100,
    tools: [{ name: tool.name, description: tool.description, input_schema: parameters }],
    stream: true,
  }),
  exchange('gemini', `${gemini}/gemini-3.5-flash:generateContent`, {
    contents: [{ parts: [{ text: 'What is an API?' }] }],
  }),
  exchange('gemini streamed, tools', `${gemini}/gemini-3.5-flash:streamGenerateContent?alt=sse`, {
    contents: [{ parts: [{ text: 'What is the weather in Paris?' }] }],
    tools: [
      { functionDeclarations: [{ ...tool, parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } } } }] },
    ],
  }),
  chat('groq', groq, 'openai/gpt-oss-20b'),
  chat('groq streamed, tools', groq, 'openai/gpt-oss-120b', { messages: weather, tools, stream: true }),
  chat(
    'groq streamed, a bad call',
    groq,
    'openai/gpt-oss-120b',
    { messages: weather, tools, stream: true },
    'sk-test-bad-arguments',
  ),
  chat(
    'huggingface streamed',
    'https://router.huggingface.co/v1/chat/completions',
    'meta-llama/Llama-3.3-70B-Instruct',
    {
      messages: weather,
      tools,
      stream: true,
    },
  ),
  chat('mistral', `${mistral}/chat/completions`, 'mistral-small-latest'),
  chat('mistral streamed', `${mistral}/chat/completions`, 'mistral-medium-latest', { stream: true }),
  exchange('mistral embeddings', `${mistral}/embeddings`, { model: 'mistral-embed', input: ['x'] }),
  chat('together', `${together}/chat/completions`, 'meta-llama/Llama-3.3-70B-Instruct-Turbo'),
  exchange('together completions', `${together}/completions`, {
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    prompt: 'What is an API?',
  }),
  chat('openrouter streamed', `${openrouter}/chat/completions`, 'openai/gpt-4o-mini', { stream: true, ...usage }),
  chat(
    'openrouter streamed, broken off',
    `${openrouter}/chat/completions`,
    'openai/gpt-4o-mini',
    { stream: true },
    'sk-test-stream-error',
  ),
  exchange('openrouter responses streamed', `${openrouter}/responses`, {
    model: 'openai/gpt-oss-20b',
    input: 'What is an API?',
    stream: true,
  }),
  exchange('groq responses', 'https://api.groq.com/openai/v1/responses', {
    model: 'openai/gpt-oss-20b',
    input: 'What is an API?',
  }),
  ...(['', ' streamed'] as const).flatMap((how) => [
    exchange(`azure responses${how}`, 'https://workbook.openai.azure.com/openai/v1/responses', {
      model: 'gpt-4o-mini',
      input: 'What is an API?',
      stream: how !== '',
    }),
    exchange(`ollama responses${how}`, 'http://localhost:11434/v1/responses', {
      model: 'gpt-oss:20b',
      input: 'What is an API?',
      stream: how !== '',
    }),
    exchange(`vllm responses${how}`, 'http://localhost:8000/v1/responses', {
      model: 'openai/gpt-oss-20b',
      input: 'What is an API?',
      stream: how !== '',
    }),
    exchange(`huggingface responses${how}`, 'https://router.huggingface.co/v1/responses', {
      model: 'openai/gpt-oss-120b',
      input: 'What is an API?',
      stream: how !== '',
    }),
  ]),
  exchange('azure', `${azure}/gpt-4o-mini/chat/completions${version}`, { messages: question }),
  exchange(
    'azure, bad key',
    `${azure}/gpt-4o-mini/chat/completions${version}`,
    { messages: question },
    'sk-test-invalid',
  ),
  chat('ollama', 'http://localhost:11434/api/chat', 'gemma3:4b'),
  exchange('ollama embeddings', 'http://localhost:11434/api/embeddings', { model: 'nomic-embed-text', prompt: 'x' }),
]

/** Keys whose values are the caller's. */
const open = new Set(['parameters', 'schema', 'metadata', 'args'])

/** The frames of a body as they are framed, each with its keys in their order; of the same one after another only the first. */
export function framesOf(body: string): string[] {
  const frames = body.split(/(?<=\r?\n\r?\n)/).flatMap((frame) => {
    const data = /^data: (\{[^]*\})\s*$/m.exec(frame)?.[1]
    if (data === undefined) return isJson(frame) ? [keysOf(JSON.parse(frame))] : lines(frame)
    const event = /^event: (.*)$/m.exec(frame)?.[1]
    return [`${event === undefined ? '' : `${event}: `}${keysOf(JSON.parse(data))}`]
  })
  return frames.filter((frame, at) => frame !== frames[at - 1])
}

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => (isJson(line) ? keysOf(JSON.parse(line)) : line))
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

/** The keys of a value in their order, those inside in braces; of a list those of each different item. */
function keysOf(value: unknown): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map(keysOf))].filter((item) => item !== '')
    return items.length ? `[${items.join(' | ')}]` : ''
  }
  if (typeof value !== 'object' || value === null) return ''
  const keys = Object.entries(value).map(([key, inside]) => `${key}${open.has(key) ? '' : keysOf(inside)}`)
  return `{${keys.join(', ')}}`
}
