import OpenAI from 'openai'
import { beforeAll, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { newClient, post, rejection, send } from './client.fixture.ts'

const messages = [{ role: 'user', content: 'Hello' }]

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

describe('each error arrives as the class the SDK has for it', () => {
  const chat = (body: object, apiKey = 'sk-x') => newClient({ apiKey }).chat.completions.create(body as never)
  const respond = (body: object) => newClient().responses.create(body as never)

  test.each([
    ['bad key', () => chat({ model: 'gpt-6-luna', messages }, 'sk-test-invalid'), OpenAI.AuthenticationError, 401],
    [
      'bad key of its own account',
      () => chat({ model: 'x', messages }, 'sk-test-invalid.ada'),
      OpenAI.AuthenticationError,
      401,
    ],
    ['unknown model in Chat', () => chat({ model: 'gpt-7', messages }), OpenAI.NotFoundError, 404],
    ['unknown model in Responses', () => respond({ model: 'gpt-7', input: 'Hi' }), OpenAI.BadRequestError, 400],
    ['retired model', () => chat({ model: 'gpt-3.5-turbo', messages }), OpenAI.NotFoundError, 404],
    [
      'unsupported parameter',
      () => chat({ model: 'gpt-6-luna', max_tokens: 5, messages }),
      OpenAI.BadRequestError,
      400,
    ],
    ['missing body', () => chat({}), OpenAI.BadRequestError, 400],
    [
      'chat model for embeddings',
      () => newClient().embeddings.create({ model: 'gpt-4o', input: 'x' }),
      OpenAI.PermissionDeniedError,
      403,
    ],
  ])('%s', async (_, call, errorClass, status) => {
    const error = await rejection(call())
    expect(error).toBeInstanceOf(errorClass)
    expect(error).toMatchObject({ status, requestID: expect.stringMatching(/^req_/) as unknown })
  })
})

test('no key, a bad key and a masked one are told as OpenAI tells them', async () => {
  const none = await post('/v1/chat/completions', { model: 'gpt-6-luna', messages }, '')
  expect(none.status).toBe(401)
  expect(await none.text()).toContain("You didn't provide an API key.")
  const bad = await post('/v1/chat/completions', { model: 'gpt-6-luna', messages }, 'sk-test-invalid.grace')
  expect(await bad.json()).toEqual({
    error: {
      message:
        'Incorrect API key provided: sk-test-*********race. You can find your API key at https://platform.openai.com/account/api-keys.',
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    },
  })
})

test('a retired model is turned away by the gateway, in its own hand', async () => {
  const response = await post('/v1/chat/completions', { model: 'gpt-4', messages })
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(await response.text()).toBe(
    [
      '{',
      '    "error": {',
      '        "message": "The model `gpt-4` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",',
      '        "type": "invalid_request_error",',
      '        "param": null,',
      '        "code": "model_not_found"',
      '    }',
      '}',
      '',
    ].join('\n'),
  )
})

test('an unknown model in Responses, byte for byte', async () => {
  const response = await post('/v1/responses', { model: 'this-model-does-not-exist', input: 'Hi' })
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json'])
  const text = await response.text()
  expect(text).toBe(`{
  "error": {
    "message": "The requested model 'this-model-does-not-exist' does not exist.",
    "type": "invalid_request_error",
    "param": "model",
    "code": "model_not_found"
  }
}`)
  expect(text).toHaveLength(191)
})

const chatCases: [what: string, body: object | string, message: string, param: string | null, code: string | null][] = [
  [
    'wrong type',
    { temperature: '0.5' },
    "Invalid type for 'temperature': expected a decimal, but got a string instead.",
    'temperature',
    'invalid_type',
  ],
  [
    'too high',
    { temperature: 3 },
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
    'temperature',
    'decimal_above_max_value',
  ],
  [
    'n of 0',
    { n: 0 },
    "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    'n',
    'integer_below_min_value',
  ],
  [
    'n of 129',
    { n: 129 },
    "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 129 instead.",
    'n',
    'integer_above_max_value',
  ],
  ['unknown', { quality: 'best' }, "Unknown parameter: 'quality'.", 'quality', 'unknown_parameter'],
  [
    'a name every object has',
    { constructor: 1 },
    "Unknown parameter: 'constructor'.",
    'constructor',
    'unknown_parameter',
  ],
  [
    'no messages',
    { messages: undefined },
    "Missing required parameter: 'messages'.",
    'messages',
    'missing_required_parameter',
  ],
  [
    'empty messages',
    { messages: [] },
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    'messages',
    'empty_array',
  ],
  [
    'bad role',
    { messages: [{ role: 'bot', content: 'x' }] },
    "Invalid value: 'bot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
    'messages[0].role',
    'invalid_value',
  ],
  [
    'no content',
    { messages: [{ role: 'user', content: null }] },
    "Invalid value for 'content': expected a string, got null.",
    'messages.[0].content',
    null,
  ],
  ['no model', { model: undefined }, 'you must provide a model parameter', null, null],
  [
    'effort',
    { model: 'gpt-6-astra', reasoning_effort: 'none' },
    "Unsupported value: 'none' is not supported with the 'gpt-6-astra' model. Supported values are: 'low', 'medium', 'high', 'xhigh', and 'max'.",
    'reasoning_effort',
    'unsupported_value',
  ],
  [
    'max_tokens',
    { model: 'gpt-6-luna', max_tokens: 9 },
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    'max_tokens',
    'unsupported_parameter',
  ],
  [
    'temperature',
    { model: 'gpt-6-luna', temperature: 0.5 },
    "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    'temperature',
    'unsupported_value',
  ],
  [
    'stop, even without reasoning',
    { model: 'gpt-6-luna', reasoning_effort: 'none', stop: '.' },
    "Unsupported parameter: 'stop' is not supported with this model.",
    'stop',
    'unsupported_parameter',
  ],
  [
    'logprobs',
    { model: 'gpt-5', logprobs: true },
    "Unsupported parameter: 'logprobs' is not supported with this model.",
    'logprobs',
    'unsupported_parameter',
  ],
  [
    'seed',
    { model: 'gpt-5', seed: 1 },
    "Unsupported parameter: 'seed' is not supported with this model.",
    'seed',
    'unsupported_parameter',
  ],
  [
    'limit',
    { max_tokens: 20_000 },
    'max_tokens is too large: 20000. This model supports at most 16384 completion tokens, whereas you provided 20000.',
    'max_tokens',
    'invalid_value',
  ],
  [
    'json',
    { response_format: { type: 'json_object' } },
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    'messages',
    null,
  ],
  [
    'malformed',
    '{"model": ',
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
    null,
    null,
  ],
  [
    'not an object',
    '[]',
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
    null,
    null,
  ],
  ['empty', '', 'you must provide a model parameter', null, null],
]

test.each(chatCases)('Chat refuses: %s', async (_, body, message, param, code) => {
  const whole = typeof body === 'string' ? body : { model: 'gpt-4o-mini', messages, ...body }
  const response = await post('/v1/chat/completions', whole)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: { message, type: 'invalid_request_error', param, code } })
})

const responsesCases: typeof chatCases = [
  [
    'temperature',
    { temperature: 0.2 },
    "Unsupported parameter: 'temperature' is not supported with this model.",
    'temperature',
    null,
  ],
  [
    'negative temperature',
    { temperature: -1 },
    "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
    'temperature',
    'decimal_below_min_value',
  ],
  [
    'few tokens',
    { max_output_tokens: 5 },
    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead.",
    'max_output_tokens',
    'integer_below_min_value',
  ],
  ['n', { n: 2 }, "Unknown parameter: 'n'.", 'n', 'unknown_parameter'],
  [
    'nothing',
    { input: undefined },
    'One of "input" or "previous_response_id" or \'prompt\' or \'conversation_id\' must be provided.',
    'input',
    'missing_required_parameter',
  ],
  [
    'role',
    { input: [{ role: 'tool', content: 'x' }] },
    "Invalid value: 'tool'. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
    'input[0].role',
    'invalid_value',
  ],
  [
    'part',
    { input: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }] },
    "Invalid value: 'text'. Supported values are: 'input_text', 'input_image', 'output_text', 'refusal', and 'input_file'.",
    'input[0].content[0].type',
    'invalid_value',
  ],
  [
    'previous',
    { previous_response_id: 'resp_gone' },
    "Previous response with id 'resp_gone' not found.",
    'previous_response_id',
    'previous_response_not_found',
  ],
  [
    'effort of others',
    { model: 'gpt-4o', reasoning: { effort: 'low' } },
    "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    'reasoning.effort',
    'unsupported_parameter',
  ],
]

test.each(responsesCases)('Responses refuses: %s', async (_, body, message, param, code) => {
  const response = await post('/v1/responses', { model: 'gpt-6-luna', input: 'Hi', ...(body as object) })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: { message, type: 'invalid_request_error', param, code } })
})

describe('what is too long', () => {
  const long = 'word '.repeat(130_000)

  test('is refused by older models in the classic wording', async () => {
    const response = await post('/v1/chat/completions', {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: long }],
    })
    expect(await response.json()).toMatchObject({
      error: {
        message: expect.stringMatching(
          /^This model's maximum context length is 128000 tokens\. However, your messages resulted in 13\d{4} tokens\./,
        ) as unknown,
        param: 'messages',
        code: 'context_length_exceeded',
      },
    })
  })

  test('is refused by newer models by the length of the input', async () => {
    const content = long.repeat(3)
    const chat = await post('/v1/chat/completions', { model: 'gpt-5', messages: [{ role: 'user', content }] })
    expect(await chat.json()).toMatchObject({
      error: {
        message: expect.stringMatching(/^Input tokens exceed the configured limit of 272000 tokens\./) as unknown,
      },
    })
    const response = await post('/v1/responses', { model: 'gpt-5', input: content })
    expect(await response.json()).toMatchObject({
      error: {
        message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
        param: 'input',
        code: 'context_length_exceeded',
      },
    })
  })
})

test('unknown addresses and wrong methods', async () => {
  const unknown = await post('/v1/foo', {})
  expect([unknown.status, await unknown.json()]).toMatchObject([
    404,
    { error: { message: 'Invalid URL (POST /v1/foo)' } },
  ])
  const wrong = await send('https://api.openai.com/v1/chat/completions', { headers: { authorization: 'Bearer x' } })
  expect(wrong.status).toBe(405)
})
