import { describe, expect, test } from 'vitest'
import { answer } from '../mocks/handle.ts'
import { setPace } from '../mocks/pace.ts'
import { tape } from '../mocks/tape.ts'
import type { Exchange } from '../mocks/tape.ts'
import { beginWorld } from '../mocks/world.ts'
import { differences } from './compare/differences.ts'
import { resend } from './compare/resend.ts'

const json = (body: object, headers: object = {}, status = 200) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
  finishedAt: 1,
})

describe('differences', () => {
  test('what a model wrote is none', () => {
    expect(differences(json({ id: 'a', text: 'one', list: [1] }), json({ id: 'b', text: 'two', list: [] }))).toEqual([])
  })

  test('status, headers, names, types and order are', () => {
    expect(
      differences(
        json({ a: 1, b: { c: 'x', d: { deep: 1 } }, e: null }, { 'x-new': '1', date: 'now' }),
        json({ b: { c: 2 }, a: 1, e: 'text', f: [] }, { 'x-old': '1' }, 400),
      ),
    ).toEqual([
      'status 200, simulated 400',
      'header x-new is only in the recording',
      'header x-old is only in the simulation',
      'b.c is string, simulated number',
      'b.d (object) is only in the recording',
      'e is null, simulated string',
      'f (list) is only in the simulation',
      'the body has the order a, b, e; simulated b, a, e',
    ])
  })

  test('so are the events of a stream and how its lines end', () => {
    const stream = (...texts: string[]) => ({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: texts.join(''),
      frames: texts.map((text, at) => ({ at, text })),
      finishedAt: 1,
    })
    const chunk = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`
    const recorded = stream(chunk({ n: 1 }), chunk({ n: 2, usage: {} }), 'event: end\r\ndata: {"x":1}\r\n\r\n')
    expect(differences(recorded, stream(chunk({ n: 1 }), chunk({ n: 1 }), 'data: [DONE]\n\n'))).toEqual([
      'its events are data, end; simulated data, data: [DONE]',
      'its lines end in CR LF, simulated in LF',
      'data: usage (object) is only in the recording',
    ])
    expect(differences(recorded, json({}))).toContain('it is a stream, simulated it is none')
  })
})

test('the simulation, recorded and sent again, is the same, also where a request names an earlier answer', async () => {
  setPace(0)
  beginWorld(7)
  const headers = { authorization: 'Bearer sk-proj-0123456789abcdef', 'content-type': 'application/json' }
  const send = async (method: string, path: string, body?: object) => {
    const response = await answer(
      new Request(`https://api.openai.com/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    )
    return response!.text()
  }
  const model = 'gpt-6-luna'
  const first = JSON.parse(await send('POST', '/responses', { model, input: 'Hello' })) as { id: string }
  await send('GET', `/responses/${first.id}`)
  await send('POST', '/chat/completions', { model, messages: [{ role: 'user', content: 'Hello' }], stream: true })
  await send('POST', '/chat/completions', { model: 'gpt-99', messages: [] })
  const recording = tape.exchanges.map((exchange): Exchange => ({ ...structuredClone(exchange), live: true }))
  const { request } = recording[0]!
  const stranger = { ...recording[0]!, request: { ...request, url: 'https://nobody.example.com/v1/responses' } }

  beginWorld(8)
  const simulated = await resend([...recording, stranger])
  expect(simulated.pop()).toBeUndefined()
  expect(simulated.map((exchange) => exchange?.response?.status)).toEqual(
    recording.map(({ response }) => response?.status),
  )
  const drift = recording.map(({ response }, i) => differences(response!, simulated[i]!.response!))
  expect(drift).toEqual([[], [], [], []])
})
