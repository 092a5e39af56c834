import { ChatAnthropic } from '@langchain/anthropic'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import type { AIMessageChunk } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatGoogleGenerativeAI } from '@langchain/google-genai'
import { AzureChatOpenAI, ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { pick } from '../../kit/src/models.ts'
import { startMocks } from '../start.ts'

startMocks({ speed: 0, seed: 1 })

/** LangChain's client of each provider; without a key it takes the one of the environment. */
const models: Readonly<Record<string, (apiKey?: string) => BaseChatModel>> = {
  'openai chat': (apiKey) =>
    new ChatOpenAI({ model: pick('openai', 'cheap'), apiKey, maxRetries: 0, reasoning: { effort: 'none' } }),
  'openai responses': (apiKey) =>
    new ChatOpenAI({ model: pick('openai', 'cheap'), apiKey, maxRetries: 0, useResponsesApi: true }),
  anthropic: (apiKey) =>
    new ChatAnthropic({ model: pick('anthropic', 'cheap'), apiKey, maxTokens: 500, maxRetries: 0 }),
  gemini: (apiKey) => new ChatGoogleGenerativeAI({ model: pick('gemini', 'cheap'), apiKey, maxRetries: 0 }),
  azure: (apiKey) =>
    new AzureChatOpenAI({
      azureOpenAIApiKey: apiKey,
      azureOpenAIApiInstanceName: 'workbook',
      azureOpenAIApiDeploymentName: pick('azure', 'cheap'),
      azureOpenAIApiVersion: '2024-10-21',
      maxRetries: 0,
      reasoning: { effort: 'none' },
    }),
  ollama: (apiKey = 'ollama') =>
    new ChatOpenAI({
      model: pick('ollama', 'cheap'),
      apiKey,
      maxRetries: 0,
      configuration: { baseURL: 'http://localhost:11434/v1' },
    }),
}

const weather = tool(({ city }) => `It is 18 °C and sunny in ${city}.`, {
  name: 'weather',
  description: 'The current weather in a city',
  schema: z.object({ city: z.string().describe('Name of the city') }),
})

const question = 'What is an API?'

test.each(Object.entries(models))('langchain: %s answers with text and usage', async (_, model) => {
  const message = await model().invoke(question)
  expect(message.text).toMatch(/\bAPI\b/)
  const { input_tokens = 0, output_tokens = 0, total_tokens = 0 } = message.usage_metadata ?? {}
  expect(input_tokens).toBeGreaterThan(3)
  expect(output_tokens).toBeGreaterThan(3)
  // Gemini's total holds the thoughts too, which this client leaves out of the output.
  expect(total_tokens).toBeGreaterThanOrEqual(input_tokens + output_tokens)
})

test.each(Object.entries(models))('langchain: %s streams', async (_, model) => {
  const chunks: AIMessageChunk[] = []
  for await (const chunk of await model().stream(question)) chunks.push(chunk)
  expect(chunks.filter(({ text }) => text).length).toBeGreaterThan(2)
  const whole = chunks.reduce((before, chunk) => before.concat(chunk))
  expect(whole.text).toMatch(/\bAPI\b/)
  expect(whole.usage_metadata?.output_tokens).toBeGreaterThan(3)
})

test.each(Object.entries(models))('langchain: %s follows a system prompt', async (_, model) => {
  const { text } = await model().invoke([
    new SystemMessage('Answer in one word only.'),
    new HumanMessage('What is the capital of France?'),
  ])
  expect(text).toMatch(/Paris/)
  expect(text.trim().split(/\s+/).length).toBeLessThan(4)
})

test.each(Object.entries(models))('langchain: %s calls a tool and uses what it says', async (_, model) => {
  const able = model().bindTools!([weather])
  const asked = new HumanMessage('What is the weather in Paris?')
  const call = await able.invoke([asked])
  expect(call.tool_calls).toMatchObject([{ name: 'weather', args: { city: 'Paris' } }])
  const result = await weather.invoke(call.tool_calls![0]!)
  const { text } = await able.invoke([asked, call as AIMessage, result])
  expect(text).toMatch(/18/)
})

test.each(Object.entries(models))('langchain: %s streams a tool call', async (_, model) => {
  const chunks: AIMessageChunk[] = []
  for await (const chunk of await model().bindTools!([weather]).stream('What is the weather in Paris?'))
    chunks.push(chunk as AIMessageChunk)
  const whole = chunks.reduce((before, chunk) => before.concat(chunk))
  expect(whole.tool_calls).toMatchObject([{ name: 'weather', args: { city: 'Paris' } }])
})

test.each(Object.entries(models))('langchain: %s fills a schema', async (_, model) => {
  const person = z.object({ name: z.string(), age: z.number().int() })
  const filled = await model().withStructuredOutput(person).invoke('Extract the person: Ada is 36 years old.')
  expect(filled).toEqual({ name: 'Ada', age: 36 })
})

test.each(Object.entries(models))('langchain: %s is too busy', async (_, model) => {
  const error: unknown = await model('sk-test-rate-limited')
    .invoke(question)
    .catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ status: 429 })
})

test.each(Object.entries(models))('langchain: %s knows no such key', async (name, model) => {
  const error: unknown = await model('sk-test-invalid')
    .invoke(question)
    .catch((e: unknown) => e)
  expect(error).toMatchObject({ status: name === 'gemini' ? 400 : 401 })
})

test('langchain: embeddings of OpenAI', async () => {
  const [vector] = await new OpenAIEmbeddings({ model: 'text-embedding-3-small' }).embedDocuments([question])
  expect(vector).toHaveLength(1536)
})
