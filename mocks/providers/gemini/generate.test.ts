import { ApiError, ThinkingLevel } from '@google/genai'
import type { GenerateContentConfig } from '@google/genai'
import { beforeAll, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { client, says, send } from './client.fixture.ts'

beforeAll(() => setPace(0))

const model = 'gemini-3.8-flash'
const ask = (config: GenerateContentConfig = {}, id = model, contents = 'What is a token?') =>
  client().models.generateContent({ model: id, contents, config })

/** The error of a call, with the body its message holds. */
async function errorOf(
  call: Promise<unknown>,
): Promise<{ http: number; message: string; status: string; details?: object[] }> {
  const error = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(ApiError)
  const { status, message } = error as ApiError
  return {
    ...(JSON.parse(message) as { error: { message: string; status: string; details?: object[] } }).error,
    http: status,
  }
}

describe('an answer', () => {
  test.each(['v1', 'v1beta'])('comes under %s', async (version) => {
    const response = await client('a key', version).models.generateContent({ model, contents: 'What is a token?' })
    expect(response.text).toMatch(/token/i)
    expect(response.candidates?.[0]).toMatchObject({ finishReason: 'STOP', index: 0 })
    expect(response.modelVersion).toBe(model)
    expect(response.responseId).toMatch(/^[\w-]{23}$/)
  })

  test('counts thoughts beside the candidates', async () => {
    const { usageMetadata: usage = {} } = await ask()
    expect(usage.promptTokenCount).toBe(6)
    expect(usage.thoughtsTokenCount).toBeGreaterThan(0)
    expect(usage.totalTokenCount).toBe(6 + (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0))
  })

  test('is printed as Google prints it', async () => {
    const response = await send(`/v1/models/${model}:generateContent`, { contents: says('Say <b>') })
    const text = await response.text()
    expect(text).toMatch(/^\{\n {2}"candidates": \[\n {4}\{\n {6}"content": \{\n {8}"parts": \[\n/)
    expect(text.endsWith('}\n')).toBe(true)
    expect(text).not.toMatch(/[<>]/)
    const body = JSON.parse(text) as { candidates: object[]; usageMetadata: object }
    expect(Object.keys(body)).toEqual(['candidates', 'usageMetadata', 'modelVersion', 'responseId'])
    expect(Object.keys(body.candidates[0] ?? {})).toEqual(['content', 'finishReason', 'index'])
    expect(Object.keys(body.usageMetadata)).toEqual([
      'promptTokenCount',
      'candidatesTokenCount',
      'totalTokenCount',
      'promptTokensDetails',
      'thoughtsTokenCount',
    ])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      server: 'scaffolding on HTTPServer2',
      'server-timing': expect.stringMatching(/^gfet4t7; dur=\d+$/) as string,
      'x-workbook-mock': '1',
    })
    expect([...response.headers.keys()].filter((name) => /ratelimit|request-id|retry/.test(name))).toEqual([])
  })

  test('heeds the system instruction', async () => {
    const { text } = await ask({ systemInstruction: 'Your name is Zorb.' }, model, 'What is your name?')
    expect(text).toContain('Zorb')
  })

  test('remembers what was said in the conversation', async () => {
    const chat = client().chats.create({ model })
    await chat.sendMessage({ message: 'My name is Ada.' })
    const { text } = await chat.sendMessage({ message: 'What is my name?' })
    expect(text).toContain('Ada')
  })

  test('ends before a stop sequence', async () => {
    const whole = await ask({ seed: 1 })
    const cut = await ask({ seed: 1, stopSequences: ['.'] })
    expect(cut.text).not.toContain('.')
    expect(whole.text).toContain('.')
    expect(cut.candidates?.[0]?.finishReason).toBe('STOP')
  })

  test('has nothing in it when the thoughts use up the limit', async () => {
    const { candidates, usageMetadata, text } = await ask({ maxOutputTokens: 8 })
    expect(text).toBeUndefined()
    expect(candidates?.[0]).toEqual({ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 })
    expect(usageMetadata).toMatchObject({ thoughtsTokenCount: 8 })
    expect(usageMetadata).not.toHaveProperty('candidatesTokenCount')
  })

  test('is cut by maxOutputTokens exactly', async () => {
    const { candidates, usageMetadata } = await ask(
      { maxOutputTokens: 9, thinkingConfig: { thinkingBudget: 0 } },
      'gemini-2.5-flash',
    )
    expect(candidates?.[0]?.finishReason).toBe('MAX_TOKENS')
    expect(usageMetadata?.candidatesTokenCount).toBe(9)
  })

  test('repeats itself with a seed', async () => {
    const texts = await Promise.all([1, 2].map(async () => (await ask({ seed: 42 })).text))
    expect(texts[0]).toBe(texts[1])
  })

  test('is the same, ids included, in a world begun with the same seed', async () => {
    const texts: string[] = []
    for (let run = 0; run < 2; run++) {
      beginWorld(7)
      texts.push(
        await (await send(`/v1/models/${model}:generateContent`, { contents: says('What is a token?') })).text(),
      )
    }
    expect(texts[0]).toBe(texts[1])
  })

  test('comes several times when several candidates are asked for', async () => {
    const { candidates, usageMetadata } = await ask({ candidateCount: 2 }, 'gemini-2.5-flash-lite')
    expect(candidates?.map(({ index }) => index)).toEqual([0, 1])
    expect(usageMetadata?.candidatesTokenCount).toBeGreaterThan(20)
  })

  test('has the probabilities of its tokens', async () => {
    const { candidates } = await ask({ responseLogprobs: true, logprobs: 3 }, 'gemini-2.5-flash-lite')
    const { chosenCandidates = [], topCandidates = [] } = candidates?.[0]?.logprobsResult ?? {}
    expect(chosenCandidates.map(({ token }) => token).join('')).toBe(candidates?.[0]?.content?.parts?.[0]?.text)
    expect(topCandidates).toHaveLength(chosenCandidates.length)
    expect(topCandidates[0]?.candidates?.length).toBe(3)
    expect(candidates?.[0]?.avgLogprobs).toBeLessThanOrEqual(0)
  })

  test('shows a summary of the thoughts when asked to, and a signature', async () => {
    const { candidates, text } = await ask({ thinkingConfig: { includeThoughts: true } })
    const [thought, answer] = candidates?.[0]?.content?.parts ?? []
    expect(thought).toMatchObject({ thought: true })
    expect(answer?.thoughtSignature).toMatch(/^[\w+/]+=*$/)
    expect(text).toBe(answer?.text)
  })

  test('comes from the successor of a model that is silently routed', async () => {
    const { modelVersion } = await ask({}, 'gemini-3.7-flash')
    expect(modelVersion).toBe('gemini-3.8-flash')
  })

  test('is the same at every temperature for a model that ignores it', async () => {
    const [cold, hot] = await Promise.all(
      [0, 2].map((temperature) =>
        send('/v1/models/gemini-4-argon:generateContent', {
          contents: says('What is a token?'),
          generationConfig: { temperature },
        }),
      ),
    )
    expect([cold?.status, hot?.status]).toEqual([200, 200])
    const texts = await Promise.all(
      Array.from({ length: 8 }, async () => (await ask({ temperature: 0 }, 'gemini-4-argon')).text),
    )
    expect(new Set(texts).size).toBeGreaterThan(1)
    const frozen = await Promise.all(Array.from({ length: 4 }, async () => (await ask({ temperature: 0 })).text))
    expect(new Set(frozen).size).toBe(1)
  })

  test('counts a repeated beginning as cached, from 4,096 tokens on', async () => {
    const long = 'The quick brown fox jumps over the lazy dog. '.repeat(600)
    const ai = client('a key with a cache')
    const first = await ai.models.generateContent({ model, contents: `${long}What is a token?` })
    const second = await ai.models.generateContent({ model, contents: `${long}What is a prompt?` })
    const other = await client('another key').models.generateContent({ model, contents: `${long}What is a prompt?` })
    expect(first.usageMetadata?.cachedContentTokenCount).toBeUndefined()
    expect(second.usageMetadata?.cachedContentTokenCount).toBeGreaterThan(4096)
    expect(second.usageMetadata?.cachedContentTokenCount).toBeLessThan(second.usageMetadata?.promptTokenCount ?? 0)
    expect(other.usageMetadata?.cachedContentTokenCount).toBeUndefined()
  })
})

describe('a refused request', () => {
  const refused: [string, string, GenerateContentConfig, RegExp][] = [
    [
      'a thinking budget on Gemini 4',
      'gemini-4-argon',
      { thinkingConfig: { thinkingBudget: 100 } },
      /^Thinking budget is not supported/,
    ],
    [
      'minimal thinking on Gemini 4',
      'gemini-4-argon',
      { thinkingConfig: { thinkingLevel: ThinkingLevel.MINIMAL } },
      /^Thinking level MINIMAL is not supported/,
    ],
    ['a presence penalty on Gemini 4', 'gemini-4-carbon', { presencePenalty: 0.5 }, /^Penalty is not enabled/],
    ['a frequency penalty on Gemini 4', 'gemini-4-carbon', { frequencyPenalty: 0.5 }, /^Penalty is not enabled/],
    ['several candidates on Gemini 4', 'gemini-4-argon', { candidateCount: 2 }, /^Multiple candidates is not enabled/],
    [
      'a thinking level before Gemini 3',
      'gemini-2.5-flash',
      { thinkingConfig: { thinkingLevel: ThinkingLevel.LOW } },
      /^Thinking level is not supported for this model\.$/,
    ],
    ['no thinking on 2.5 Pro', 'gemini-2.5-pro', { thinkingConfig: { thinkingBudget: 0 } }, /^Budget 0 is invalid/],
    [
      'both level and budget',
      model,
      { thinkingConfig: { thinkingLevel: ThinkingLevel.LOW, thinkingBudget: 1 } },
      /only one of thinking budget and thinking level/,
    ],
    ['a temperature out of range', model, { temperature: 3 }, /temperature must be in the range \[0\.0, 2\.0\]/],
    ['a top-p out of range', model, { topP: 1.5 }, /top_p must be in the range/],
    ['no output tokens', model, { maxOutputTokens: 0 }, /max_output_tokens must be positive/],
    [
      'too many output tokens',
      model,
      { maxOutputTokens: 1e6 },
      /maxOutputTokens value of 1000000 but the supported range is from 1/,
    ],
    ['six stop sequences', model, { stopSequences: [...'abcdef'] }, /stop_sequences/],
    [
      'a schema without the type',
      model,
      { responseJsonSchema: { type: 'object' } },
      /only allowed when response_mime_type/,
    ],
    ['an unknown type', model, { responseMimeType: 'text/html' }, /allowed mimetypes are/],
    [
      'a strange name of a function',
      model,
      { tools: [{ functionDeclarations: [{ name: 'a b' }] }] },
      /Invalid function name/,
    ],
  ]
  test.each(refused)('%s is a 400', async (_, id, config, message) => {
    const error = await errorOf(ask(config, id))
    expect(error).toMatchObject({ http: 400, code: 400, status: 'INVALID_ARGUMENT' })
    expect(error.message).toMatch(message)
  })

  const bodies: [string, unknown, RegExp][] = [
    ['nothing in it', {}, /^\* GenerateContentRequest\.contents: contents is not specified\n$/],
    [
      'an unknown field',
      { contents: says('Hi'), temperature: 1 },
      /^Invalid JSON payload received\. Unknown name "temperature": Cannot find field\.$/,
    ],
    [
      'an unknown field inside',
      { contents: says('Hi'), generationConfig: { top: 1 } },
      /Unknown name "top" at 'generation_config': Cannot find field/,
    ],
    [
      'a wrong type',
      { contents: says('Hi'), generation_config: { temperature: 'hot' } },
      /^Invalid value at 'generation_config\.temperature' \(TYPE_FLOAT\), "hot"$/,
    ],
    [
      'a wrong enumeration',
      { contents: says('Hi'), toolConfig: { functionCallingConfig: { mode: 'SOME' } } },
      /\(type\.googleapis\.com\/google\.ai\.generativelanguage\.v1\.FunctionCallingConfig\.Mode\), "SOME"/,
    ],
    [
      'a role of another provider',
      { contents: [{ role: 'assistant', parts: [{ text: 'Hi' }] }] },
      /^Please use a valid role: user, model\.$/,
    ],
    ['an empty part', { contents: [{ parts: [{}] }] }, /contents\[0\]\.parts\[0\]\.data: required oneof field 'data'/],
    ['a list for a message', [], /Root element must be a message/],
    ['half a JSON', '{"contents"', /^Invalid JSON payload received\./],
    [
      'a schema of another dialect',
      {
        contents: says('Hi'),
        tools: [
          {
            functionDeclarations: [
              { name: 'f', parameters: { type: 'OBJECT', properties: { a: { type: 'STRING', const: 'x' } } } },
            ],
          },
        ],
      },
      /Unknown name "const" at 'tools\[0\]\.function_declarations\[0\]\.parameters\.properties\[0\]\.value': Cannot find field/,
    ],
    [
      'a hundred levels',
      { contents: says('Hi'), x: JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown },
      /Message too deep/,
    ],
  ]
  test.each(bodies)('with %s is a 400', async (_, body, message) => {
    const response = await send(`/v1/models/${model}:generateContent`, body)
    const { error } = (await response.json()) as { error: { message: string; status: string } }
    expect(response.status).toBe(400)
    expect(error.status).toBe('INVALID_ARGUMENT')
    expect(error.message).toMatch(message)
  })

  test('is read leniently: snake case, one thing for a list, null for nothing', async () => {
    const body = {
      contents: { parts: { text: 'What is a token?' } },
      system_instruction: { parts: { text: 'Be brief.' } },
      generation_config: { max_output_tokens: '500', temperature: null, thinking_config: { thinking_level: 'low' } },
    }
    expect((await send(`/v1/models/${model}:generateContent`, body)).status).toBe(200)
  })

  test('is a 400 when the prompt is too long', async () => {
    const contents = says('a '.repeat(1_100_000))
    const response = await send(`/v1/models/${model}:generateContent`, { contents })
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error.message).toMatch(
      /^The input token count \(\d+\) exceeds the maximum number of tokens allowed \(1048576\)\.$/,
    )
  })

  test.each([
    ['nobody ever served', 'gemini-9-pro'],
    ['was shut down', 'gemini-1.5-pro'],
    ['makes embeddings', 'gemini-embedding-001'],
  ])('is a 404 when its model %s', async (_, id) => {
    expect(await errorOf(ask({}, id))).toMatchObject({
      http: 404,
      status: 'NOT_FOUND',
      message:
        `models/${id} is not found for API version v1, or is not supported for generateContent. ` +
        'Call ModelService.ListModels to see the list of available models and their supported methods.',
    })
  })
})

describe('a key', () => {
  test('nobody was given is a 400, not a 401', async () => {
    const call = client('sk-test-invalid').models.generateContent({ model, contents: 'Hi' })
    const { http, status, details } = await errorOf(call)
    expect({ http, status }).toEqual({ http: 400, status: 'INVALID_ARGUMENT' })
    expect(details?.[0]).toMatchObject({
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
    })
  })

  test.each<[string, string, Record<string, string>, number]>([
    ['may stand in the address', '?key=a-key', {}, 200],
    ['may be missing nowhere', '', {}, 403],
    ['is no bearer token', '', { authorization: 'Bearer a-key' }, 401],
    ['must not come twice', '?key=a-key', { 'x-goog-api-key': 'another' }, 400],
  ])('%s', async (_, query, headers, status) => {
    const response = await send(`/v1/models/${model}:generateContent${query}`, { contents: says('Hi') }, headers)
    expect(response.status).toBe(status)
  })
})

test('an address nobody listens at is a page of HTML', async () => {
  const response = await send('/v1/engines')
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8')
})
