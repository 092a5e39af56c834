import type { GenerateContentResponse } from '@google/genai'
import { beforeAll, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { streamError } from './errors.ts'
import { client, says, send } from './client.fixture.ts'
import { gemini } from './gemini.ts'

beforeAll(() => setPace(0))

const model = 'gemini-3.8-flash'
const path = `/v1/models/${model}:streamGenerateContent`

async function chunksOf(stream: AsyncIterable<GenerateContentResponse>): Promise<GenerateContentResponse[]> {
  const chunks: GenerateContentResponse[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

describe('a stream', () => {
  test('brings the text in portions, with the counts so far on each', async () => {
    const chunks = await chunksOf(await client().models.generateContentStream({ model, contents: 'What is a token?' }))
    expect(chunks.length).toBeGreaterThan(3)
    expect(chunks.map(({ text }) => text).join('')).toMatch(/token/i)
    const counts = chunks.map(({ usageMetadata }) => usageMetadata?.candidatesTokenCount ?? 0)
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(new Set(chunks.map(({ usageMetadata }) => usageMetadata?.thoughtsTokenCount)).size).toBe(1)
    expect(new Set(chunks.map(({ responseId }) => responseId)).size).toBe(1)
    expect(chunks.map(({ candidates }) => candidates?.[0]?.finishReason).filter(Boolean)).toEqual(['STOP'])
    const last = chunks.at(-1)?.candidates?.[0]
    expect(last).toMatchObject({
      content: { parts: [{ text: '', thoughtSignature: expect.any(String) as string }] },
      finishReason: 'STOP',
    })
  })

  test('ends with its last text where nothing was thought', async () => {
    const chunks = await chunksOf(
      await client().models.generateContentStream({ model: 'gemini-2.5-flash-lite', contents: 'What is a token?' }),
    )
    expect(chunks.at(-1)).toMatchObject({ candidates: [{ finishReason: 'STOP' }] })
    expect(chunks.at(-1)?.text).not.toBe('')
  })

  test('is framed in CR LF, with blanks after colons only', async () => {
    const response = await send(`${path}?alt=sse`, { contents: says('What is a token?') })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const text = await response.text()
    const frames = text.split('\r\n\r\n')
    expect(frames.pop()).toBe('')
    const frame =
      /^data: \{"candidates": \[\{"content": \{"parts": \[\{"text": ".*"\}\],"role": "model"\},("finishReason": "STOP",)?"index": 0\}\],"usageMetadata": \{"promptTokenCount": 6,"candidatesTokenCount": \d+,"totalTokenCount": \d+,"promptTokensDetails": \[\{"modality": "TEXT","tokenCount": 6\}\],"thoughtsTokenCount": \d+\},"modelVersion": "gemini-3\.8-flash","responseId": "[\w-]{23}"\}$/
    for (const line of frames) expect(line).toMatch(frame)
    expect(text).not.toContain('[DONE]')
  })

  test('is one long list without alt=sse', async () => {
    const response = await send(path, { contents: says('What is a token?') })
    expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8')
    const text = await response.text()
    expect(text).toMatch(/^\[\{\n {2}"candidates": \[/)
    expect(text).toContain('\n}\n,\r\n{\n')
    expect((JSON.parse(text) as object[]).length).toBeGreaterThan(3)
  })

  test.each([
    ['an object with alt=sse', '?alt=sse', /^\{\n {2}"error": \{\n {4}"code": 400/],
    ['a list without', '', /^\[\{\n {2}"error": \{[^]*\n\]$/],
  ])('that cannot begin is %s', async (_, query, form) => {
    const response = await send(path + query, { contents: [] })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(form)
  })

  test('that is cut makes the client fail', async () => {
    const cut = async (url: RequestInfo | URL, init?: RequestInit) => {
      const text = await (await gemini.answer(new Request(url, init))).text()
      return new Response(text.slice(0, text.lastIndexOf('"modelVersion"')))
    }
    const ai = client()
    const stream = await ai.models.generateContentStream({
      model,
      contents: 'What is a token?',
      config: { httpOptions: { fetch: cut } },
    })
    await expect(chunksOf(stream)).rejects.toThrow('Incomplete JSON segment at the end')
  })

  test('that fails midway makes the client throw the error', async () => {
    const failing = async (url: RequestInfo | URL, init?: RequestInit) => {
      const text = await (await gemini.answer(new Request(url, init))).text()
      return new Response(text.slice(0, text.indexOf('\r\n\r\n') + 4) + streamError())
    }
    const ai = client()
    const stream = await ai.models.generateContentStream({
      model,
      contents: 'What is a token?',
      config: { httpOptions: { fetch: failing } },
    })
    await expect(chunksOf(stream)).rejects.toThrow(/UNAVAILABLE/)
  })

  test('stops when its reader leaves', async () => {
    const response = await send(`${path}?alt=sse`, { contents: says('What is a token?') })
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })

  test('stops when the request is aborted', async () => {
    const leave = new AbortController()
    const stream = await client().models.generateContentStream({
      model,
      contents: 'What is a token?',
      config: { abortSignal: leave.signal },
    })
    const read = async () => {
      for await (const _ of stream) leave.abort()
    }
    await expect(read()).rejects.toThrow()
  })
})
