import { expect, test } from 'vitest'
import { answer } from '../handle.ts'
import { setPace } from '../pace.ts'
import { beginWorld } from '../world.ts'
import { exchanges, framesOf } from './wire.fixture.ts'

/**
 * The keys of every body and every event, in their order, stand in wire.expected.txt. They were compared with recorded answers
 * of the real providers (the newest there are of each); Responses of Ollama, vLLM and Hugging Face with their source, those of
 * Groq with its documentation. Whoever changes a line there should know of something newer.
 */
test('bodies and events have the keys of the real ones, in their order and sequence', async () => {
  setPace(0)
  const found: string[] = []
  for (const { name, request } of exchanges) {
    beginWorld(1)
    const response = await answer(request())
    found.push(`# ${name}: ${response?.status}`, ...framesOf((await response?.text()) ?? ''), '')
  }
  await expect(found.join('\n')).toMatchFileSnapshot('wire.expected.txt')
})

test('what cannot be seen from the keys: how bodies are printed, and how they end', async () => {
  const style = async (name: string) => {
    const text = (await (await answer(exchanges.find((one) => one.name === name)!.request()))?.text()) ?? ''
    const printed = /^\{\n {4}"/.test(text) ? 'by four' : /^\{\n {2}"/.test(text) ? 'by two' : 'on one line'
    return `${printed}, ends with ${JSON.stringify(text.slice(text.trimEnd().length))}`
  }
  expect(await style('openai chat')).toBe('by two, ends with "\\n"')
  expect(await style('openai chat, unknown model')).toBe('by two, ends with ""')
  expect(await style('openai responses')).toBe('by two, ends with ""')
  expect(await style('openai embeddings')).toBe('by two, ends with "\\n"')
  expect(await style('anthropic')).toBe('on one line, ends with ""')
  expect(await style('gemini')).toBe('by two, ends with "\\n"')
  expect(await style('gemini streamed, tools')).toBe('on one line, ends with "\\r\\n\\r\\n"')
  expect(await style('groq')).toBe('on one line, ends with ""')
  expect(await style('mistral')).toBe('on one line, ends with ""')
  expect(await style('together')).toBe('on one line, ends with ""')
  expect(await style('azure')).toBe('on one line, ends with "\\n"')
})
