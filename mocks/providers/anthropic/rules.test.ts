import * as errors from '@anthropic-ai/sdk'
import { beforeEach, describe, expect, test } from 'vitest'
import { beginQuietWorld, cheap, client, says, send } from './client.fixture.ts'

beforeEach(beginQuietWorld)

const hello = { model: cheap, max_tokens: 50, messages: says('Hello') }
const user = (content: unknown) => ({ ...hello, messages: [{ role: 'user', content }] })
const tool = { name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }
const call = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} }
const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'Sunny' }
const turns = (...messages: unknown[]) => ({ ...hello, messages })

/** What is sent, and the message it is answered with; 400 invalid_request_error unless said otherwise. */
const refused: readonly (readonly [what: string, body: unknown, message: string | RegExp, status?: number])[] = [
  ['nothing', {}, 'model: Field required'],
  ['no max_tokens', { model: cheap, messages: says('Hi') }, 'max_tokens: Field required'],
  ['no messages', { model: cheap, max_tokens: 5 }, 'messages: Field required'],
  ['empty messages', { ...hello, messages: [] }, 'messages: at least one message is required'],
  ['a number as model', { ...hello, model: 5 }, 'model: Input should be a valid string'],
  ['max_tokens as text', { ...hello, max_tokens: '50' }, 'max_tokens: Input should be a valid integer'],
  ['negative max_tokens', { ...hello, max_tokens: -1 }, 'max_tokens: Input should be greater than or equal to 0'],
  [
    'half a token',
    { ...hello, max_tokens: 1.5 },
    'max_tokens: Input should be a valid integer, got a number with a fractional part',
  ],
  [
    'max_tokens beyond the model',
    { ...hello, model: 'claude-haiku-4-5', max_tokens: 99_999 },
    'max_tokens: 99999 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5',
  ],
  ['a field of another API', { ...hello, n: 2 }, 'n: Extra inputs are not permitted'],
  ['logprobs', { ...hello, logprobs: true }, 'logprobs: Extra inputs are not permitted'],
  ['temperature', { ...hello, temperature: 1 }, 'temperature: Extra inputs are not permitted'],
  ['top_p', { ...hello, top_p: 0.9 }, 'top_p: Extra inputs are not permitted'],
  ['top_k', { ...hello, top_k: 5 }, 'top_k: Extra inputs are not permitted'],
  ['stream as text', { ...hello, stream: 'yes' }, 'stream: Input should be a valid boolean'],
  ['a bad service tier', { ...hello, service_tier: 'x' }, "service_tier: Input should be 'auto' or 'standard_only'"],
  ['blank stop', { ...hello, stop_sequences: [' '] }, 'stop_sequences: each stop sequence must contain non-whitespace'],
  ['a system prompt that is no text', { ...hello, system: 5 }, 'system: Input should be a valid list'],
  [
    'a strange role',
    turns({ role: 'tool', content: 'x' }),
    "messages.0.role: Input should be 'user', 'assistant' or 'system'",
  ],
  [
    'a first word of the assistant',
    turns({ role: 'assistant', content: 'x' }),
    'messages: first message must use the "user" role',
  ],
  ['no content', turns({ role: 'user' }), 'messages.0.content: Field required'],
  [
    'empty content',
    turns({ role: 'user', content: '' }),
    'messages.0: all messages must have non-empty content except for the optional final assistant message',
  ],
  ['an empty block', user([{ type: 'text', text: '' }]), 'messages: text content blocks must be non-empty'],
  [
    'a blank block',
    user([{ type: 'text', text: ' ' }]),
    'messages: text content blocks must contain non-whitespace text',
  ],
  ['a block without type', user([{ text: 'x' }]), 'messages.0.content.0.type: Field required'],
  [
    "another API's block",
    user([{ type: 'image_url' }]),
    /^messages\.0\.content\.0: Input tag 'image_url' found using 'type' does not match any of the expected tags: 'text'/,
  ],
  ['a block without text', user([{ type: 'text' }]), 'messages.0.content.0.text.text: Field required'],
  [
    'a block with too much',
    user([{ type: 'text', text: 'x', foo: 1 }]),
    'messages.0.content.0.text.foo: Extra inputs are not permitted',
  ],
  [
    'prefill',
    turns(...says('Hi'), { role: 'assistant', content: 'The answer is' }),
    'Prefilling assistant messages is not supported for this model.',
  ],
  [
    'a document from the assistant',
    turns(
      ...says('Hi'),
      {
        role: 'assistant',
        content: [{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'x' } }],
      },
      ...says('Hi'),
    ),
    'messages.1.content.0: `document` blocks can only be in `user` messages',
  ],
  [
    'citations from the user',
    user([{ type: 'text', text: 'x', citations: [{}] }]),
    'messages.0.content.0.text.citations: Extra inputs are not permitted',
  ],
  ['an unknown model', { ...hello, model: 'claude-9' }, 'model: claude-9', 404],
  ['a retired model', { ...hello, model: 'claude-3-opus-20240229' }, 'model: claude-3-opus-20240229', 404],
  ['a model of somebody else', { ...hello, model: 'gpt-6-luna' }, 'model: gpt-6-luna', 404],

  ['tool without schema', { ...hello, tools: [{ name: 'x' }] }, 'tools.0.custom.input_schema: Field required'],
  [
    'tool with a bad name',
    { ...hello, tools: [{ ...tool, name: 'get weather' }] },
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
  ],
  [
    'tool with a schema that is no object',
    { ...hello, tools: [{ name: 'x', input_schema: { type: 'string' } }] },
    "tools.0.custom.input_schema.type: Input should be 'object'",
  ],
  [
    'tool in the form of OpenAI',
    { ...hello, tools: [{ type: 'function', function: {} }] },
    /^tools\.0: Input tag 'function'/,
  ],
  ['two tools of one name', { ...hello, tools: [tool, tool] }, 'tools: Tool names must be unique.'],
  [
    'choice without tools',
    { ...hello, tool_choice: { type: 'auto' } },
    'tool_choice: tool_choice may only be specified while providing tools',
  ],
  [
    'choice of a tool that is not there',
    { ...hello, tools: [tool], tool_choice: { type: 'tool', name: 'other' } },
    "Tool 'other' not found in provided tools",
  ],
  [
    'choice as text',
    { ...hello, tools: [tool], tool_choice: 'auto' },
    'tool_choice: Input should be a valid dictionary or object to extract fields from',
  ],
  [
    'forced tools on a model that thinks for itself',
    { ...hello, model: 'claude-opus-5-5', tools: [tool], tool_choice: { type: 'any' } },
    'tool_choice: type "tool" and "any" are not supported for this model.',
  ],
  [
    'forced tools while thinking',
    { ...hello, tools: [tool], tool_choice: { type: 'any' }, thinking: { type: 'adaptive' } },
    'Thinking may not be enabled when tool_choice forces tool use.',
  ],
  [
    'a call without its result',
    turns(...says('Hi'), { role: 'assistant', content: [call] }, ...says('And?')),
    'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
  ],
  [
    'a result without its call',
    user([result]),
    'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
  ],
  ['a call from the user', user([call]), 'messages.0.content.0: `tool_use` blocks can only be in `assistant` messages'],

  [
    'a thinking budget on a current model',
    { ...hello, thinking: { type: 'enabled', budget_tokens: 1024 } },
    '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
  ],
  [
    'no thinking on a model that always thinks',
    { ...hello, model: 'claude-opus-5-5', thinking: { type: 'disabled' } },
    '"thinking.type.disabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
  ],
  [
    'no thinking where between_tools replaced it',
    { ...hello, model: 'claude-sonnet-5-5', thinking: { type: 'disabled' } },
    '"thinking.type.disabled" is not supported for this model. Use "thinking.type.between_tools" for the lowest thinking setting, or "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
  ],
  [
    'between_tools elsewhere',
    { ...hello, thinking: { type: 'between_tools' } },
    '"thinking.type.between_tools" is not supported for this model.',
  ],
  [
    'adaptive thinking on an older model',
    { ...hello, model: 'claude-haiku-4-5', thinking: { type: 'adaptive' } },
    'adaptive thinking is not supported on this model',
  ],
  [
    'too small a budget',
    { ...hello, model: 'claude-haiku-4-5', thinking: { type: 'enabled', budget_tokens: 10 } },
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
  ],
  [
    'a budget beyond max_tokens',
    { ...hello, model: 'claude-haiku-4-5', thinking: { type: 'enabled', budget_tokens: 2048 } },
    /^`max_tokens` must be greater than `thinking\.budget_tokens`\./,
  ],
  [
    'an effort the model has not',
    { ...hello, model: 'claude-opus-4-6', output_config: { effort: 'xhigh' } },
    "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
  ],
  [
    'effort on a model without',
    { ...hello, model: 'claude-haiku-4-5', output_config: { effort: 'low' } },
    'This model does not support the effort parameter.',
  ],
  [
    'an effort nobody has',
    { ...hello, output_config: { effort: 'none' } },
    "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
  ],
  [
    'a forged thought',
    turns(
      ...says('Hi'),
      { role: 'assistant', content: [{ type: 'thinking', thinking: 'x', signature: 'abc' }] },
      ...says('?'),
    ),
    'messages.1.content.0: Invalid `signature` in `thinking` block',
  ],
  [
    'an open schema',
    { ...hello, output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'a bad ttl',
    { ...hello, cache_control: { type: 'ephemeral', ttl: '2h' } },
    "cache_control.ephemeral.ttl: Input should be '5m' or '1h'",
  ],
  [
    'five marks',
    user(Array.from({ length: 5 }, () => ({ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }))),
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  ],
  [
    'a prompt beyond the window',
    { ...user('word '.repeat(200_100)), model: 'claude-haiku-4-5' },
    /^prompt is too long: 2\d{5} tokens > 200000 maximum$/,
  ],
]

describe('what is refused:', () => {
  for (const [what, body, message, status = 400] of refused) {
    test(what, async () => {
      const response = await send('/v1/messages', body)
      const told = (await response.json()) as { error: { message: string } }
      expect(told).toEqual({
        type: 'error',
        error: { type: status === 404 ? 'not_found_error' : 'invalid_request_error', message: told.error.message },
        request_id: response.headers.get('request-id'),
      })
      if (typeof message === 'string') expect(told.error.message).toBe(message)
      else expect(told.error.message).toMatch(message)
      expect(response.status).toBe(status)
      expect(response.headers.get('x-workbook-mock')).toBe('1')
    })
  }
})

describe('API version 2023-06-01', () => {
  const headers = { 'anthropic-version': '2023-06-01' }
  test.each([
    ['claude-haiku-5-5', { temperature: 0.5 }, '`temperature` is deprecated for this model.'],
    ['claude-opus-4-7', { top_k: 5 }, '`top_k` is deprecated for this model.'],
    [
      'claude-haiku-4-5',
      { temperature: 0.5, top_p: 0.5 },
      '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    ],
    ['claude-haiku-4-5', { temperature: 2 }, 'temperature: range: 0..1'],
  ])('%s refuses %o', async (model, extra, message) => {
    const response = await send('/v1/messages', { ...hello, model, ...extra }, { headers })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { message } })
  })

  test.each([
    ['claude-haiku-4-5', { temperature: 0 }],
    ['claude-haiku-4-5', { top_p: 0.5, top_k: 5 }],
    ['claude-haiku-5-5', { temperature: 1 }],
  ])('%s takes %o', async (model, extra) => {
    expect((await send('/v1/messages', { ...hello, model, ...extra }, { headers })).status).toBe(200)
  })

  test('older models continue what the assistant began', async () => {
    const messages = [...says('Hi'), { role: 'assistant', content: 'The' }]
    expect((await send('/v1/messages', { ...hello, model: 'claude-haiku-4-5', messages })).status).toBe(200)
  })

  test.each([
    ['', 'anthropic-version: header is required'],
    ['2024-10-22', 'anthropic-version: "2024-10-22" is not a valid version'],
  ])('no other version is served: "%s"', async (version, message) => {
    const response = await send('/v1/messages', hello, { headers: { 'anthropic-version': version } })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', message } })
  })
})

describe('keys', () => {
  test.each([
    ['no key', { 'x-api-key': '' }, 'x-api-key header is required'],
    ['a bad key', { 'x-api-key': 'sk-test-invalid' }, 'invalid x-api-key'],
    ['a bad token', { 'x-api-key': '', authorization: 'Bearer sk-test-invalid' }, 'Invalid bearer token'],
    [
      'a bad key beside a good token',
      { 'x-api-key': 'sk-test-invalid', authorization: 'Bearer sk-ant-ada' },
      'invalid x-api-key',
    ],
  ])('%s is refused', async (_, headers, message) => {
    const response = await send('/v1/messages', hello, { headers })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { type: 'authentication_error', message } })
  })

  test('a good key beside a bad token is taken, and so is a token alone', async () => {
    const both = { 'x-api-key': 'sk-ant-ada', authorization: 'Bearer sk-test-invalid' }
    expect((await send('/v1/messages', hello, { headers: both })).status).toBe(200)
    const token = { 'x-api-key': '', authorization: 'Bearer sk-ant-ada' }
    expect((await send('/v1/messages', hello, { headers: token })).status).toBe(200)
  })
})

describe('the SDK throws', () => {
  test.each([
    ['AuthenticationError', 'sk-test-invalid', hello],
    ['NotFoundError', 'sk-ant-ada', { ...hello, model: 'claude-2.1' }],
    ['BadRequestError', 'sk-ant-ada', { ...hello, messages: [] }],
  ] as const)('%s', async (name, key, body) => {
    const failed = client(key).messages.create(body as never)
    await expect(failed).rejects.toBeInstanceOf(errors[name])
    await expect(failed).rejects.toMatchObject({ requestID: expect.stringMatching(/^req_011C/) as string })
  })
})

describe('addresses and bodies', () => {
  test.each([
    ['GET', '/v1/messages', 405, 'Method Not Allowed'],
    ['POST', '/v1/chat/completions', 404, 'Not Found'],
    ['POST', '/v1/complete', 404, 'Not Found'],
    ['DELETE', '/v1/models/claude-haiku-5-5', 405, 'Method Not Allowed'],
  ])('%s %s → %i', async (method, path, status, message) => {
    const response = await send(path, method === 'POST' ? {} : undefined, { method })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ type: 'error', error: { message } })
  })

  const json = 'The request body is not valid JSON: '
  test.each([
    ['', `${json}input is a zero-length, empty document: line 1 column 1 (char 0)`],
    ['{"model":', `${json}unexpected end of data: line 1 column 10 (char 9)`],
    ['{\n "model": nope}', `${json}unexpected character: line 2 column 11 (char 12)`],
    ['{"a":1,}', `${json}unexpected character: line 1 column 8 (char 7)`],
    ['{"a":"\\ud83d"}', `${json}no low surrogate in string: line 1 column 7 (char 6)`],
    ['['.repeat(5000), `${json}recursion limit reached: line 1 column 513 (char 512)`],
    ['[]', 'Input should be a valid dictionary or object to extract fields from'],
  ])('body %j', async (body, message) => {
    const response = await send('/v1/messages', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', message } })
  })

  test('a body beyond 32 MB is refused', async () => {
    const response = await send('/v1/messages', JSON.stringify(user('x'.repeat(33 * 1024 * 1024))))
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      error: { type: 'request_too_large', message: 'Request exceeds the maximum allowed number of bytes.' },
    })
  })

  test('paired surrogates, emoji and escaped backslashes pass', async () => {
    const text =
      '{"model":"claude-haiku-5-5","max_tokens":9,"messages":[{"role":"user","content":"\\ud83d\\ude00 \\\\ud83d 😀"}]}'
    expect((await send('/v1/messages', text)).status).toBe(200)
  })
})
