import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { pick } from '@workbook/kit'
import Groq from 'groq-sdk'
import OpenAI from 'openai'

/** What every provider can be asked, in words of ours. */
export interface Asked {
  readonly prompt: string
  readonly system?: string
  readonly stop?: string
  readonly maxTokens?: number
  /** Offers a function that tells the weather. */
  readonly weather?: boolean
  readonly model?: string
  readonly key?: string
  /** Put into the body as it is. */
  readonly extra?: object
}

/** What comes of it. */
export interface Told {
  readonly text: string
  readonly finish: string | null | undefined
  readonly input: number | undefined
  readonly output: number | undefined
  readonly calls: readonly { readonly name: string | undefined; readonly args: unknown }[]
}

export interface Provider {
  readonly model: string
  ask(asked: Asked): Promise<Told>
  /** The text of each piece, and why the stream ended. */
  stream(asked: Asked): Promise<{ readonly pieces: readonly string[]; readonly finish: string | null | undefined }>
  models(): Promise<string[]>
}

const city = { type: 'string', description: 'Name of the city' }
const parameters = { type: 'object', properties: { city }, required: ['city'] }
const weather = { name: 'get_weather', description: 'Tells the weather of a city.', parameters }

/** Answers of thinking models need room for their thoughts; as much is asked for where nothing else is said. */
const room = 2000

/** Whoever speaks Chat Completions, through OpenAI's client. */
function compatible(baseURL: string, model: string): Provider {
  const clientOf = (apiKey = 'a-key') => new OpenAI({ apiKey, baseURL, maxRetries: 0 })
  return chatProvider(model, clientOf)
}

function chatProvider(model: string, clientOf: (key?: string) => OpenAI): Provider {
  const bodyOf = ({ prompt, system, stop, maxTokens, weather: offers, model: other, extra }: Asked) => ({
    model: other ?? model,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
      { role: 'user' as const, content: prompt },
    ],
    ...(stop !== undefined && { stop: [stop] }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(offers && { tools: [{ type: 'function' as const, function: weather }] }),
    ...extra,
  })
  return {
    model,
    async ask(asked) {
      const { choices, usage } = await clientOf(asked.key).chat.completions.create(bodyOf(asked))
      const [choice] = choices
      const calls = (choice?.message.tool_calls ?? []).flatMap((call) => ('function' in call ? [call.function] : []))
      return {
        text: choice?.message.content ?? '',
        finish: choice?.finish_reason,
        input: usage?.prompt_tokens,
        output: usage?.completion_tokens,
        calls: calls.map(({ name, arguments: json }) => ({ name, args: JSON.parse(json) as unknown })),
      }
    },
    async stream(asked) {
      const stream = await clientOf(asked.key).chat.completions.create({ ...bodyOf(asked), stream: true })
      const pieces: string[] = []
      let finish: string | null | undefined
      for await (const { choices } of stream) {
        if (choices[0]?.delta.content) pieces.push(choices[0].delta.content)
        finish = choices[0]?.finish_reason ?? finish
      }
      return { pieces, finish }
    },
    models: async () => (await clientOf().models.list()).data.map(({ id }) => id),
  }
}

const anthropic: Provider = {
  model: pick('anthropic', 'cheap'),
  async ask(asked) {
    const { content, stop_reason, usage } = await claude(asked.key).messages.create(claudeBody(asked))
    return {
      text: content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
      finish: stop_reason,
      input: usage.input_tokens,
      output: usage.output_tokens,
      calls: content.flatMap((block) => (block.type === 'tool_use' ? [{ name: block.name, args: block.input }] : [])),
    }
  },
  async stream(asked) {
    const pieces: string[] = []
    let finish: string | null | undefined
    for await (const event of await claude(asked.key).messages.create({ ...claudeBody(asked), stream: true })) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') pieces.push(event.delta.text)
      if (event.type === 'message_delta') finish = event.delta.stop_reason
    }
    return { pieces, finish }
  },
  models: async () => (await claude().models.list({ limit: 100 })).data.map(({ id }) => id),
}

function claude(apiKey = 'a-key') {
  return new Anthropic({ apiKey, maxRetries: 0 })
}

function claudeBody({ prompt, system, stop, maxTokens = room, weather: offers, model, extra }: Asked) {
  const { parameters: input_schema, ...tool } = weather
  return {
    model: model ?? anthropic.model,
    max_tokens: maxTokens,
    messages: [{ role: 'user' as const, content: prompt }],
    ...(system !== undefined && { system }),
    ...(stop !== undefined && { stop_sequences: [stop] }),
    ...(offers && { tools: [{ ...tool, input_schema: { ...input_schema, type: 'object' as const } }] }),
    ...extra,
  }
}

const gemini: Provider = {
  model: pick('gemini', 'cheap'),
  async ask(asked) {
    const { candidates, usageMetadata, functionCalls } = await google(asked.key).generateContent(geminiRequest(asked))
    const parts = candidates?.[0]?.content?.parts ?? []
    return {
      text: parts.map(({ text, thought }) => (thought ? '' : (text ?? ''))).join(''),
      finish: candidates?.[0]?.finishReason,
      input: usageMetadata?.promptTokenCount,
      output: usageMetadata?.candidatesTokenCount,
      calls: (functionCalls ?? []).map(({ name, args }) => ({ name, args })),
    }
  },
  async stream(asked) {
    const pieces: string[] = []
    let finish: string | undefined
    for await (const { candidates } of await google(asked.key).generateContentStream(geminiRequest(asked))) {
      const [part] = candidates?.[0]?.content?.parts ?? []
      if (part?.text) pieces.push(part.text)
      finish = candidates?.[0]?.finishReason ?? finish
    }
    return { pieces, finish }
  },
  async models() {
    const ids: string[] = []
    for await (const { name } of await google().list()) ids.push((name ?? '').replace('models/', ''))
    return ids
  },
}

function google(apiKey = 'a-key') {
  return new GoogleGenAI({ apiKey }).models
}

function geminiRequest({ prompt, system, stop, maxTokens, weather: offers, model, extra }: Asked) {
  const { parameters: parametersJsonSchema, ...tool } = weather
  return {
    model: model ?? gemini.model,
    contents: prompt,
    config: {
      ...(system !== undefined && { systemInstruction: system }),
      ...(stop !== undefined && { stopSequences: [stop] }),
      ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
      ...(offers && { tools: [{ functionDeclarations: [{ ...tool, parametersJsonSchema }] }] }),
      ...extra,
    },
  }
}

/** Groq's client is OpenAI's, but for its types. */
const groq = chatProvider(
  pick('groq', 'cheap'),
  (apiKey = 'a-key') => new Groq({ apiKey, maxRetries: 0 }) as unknown as OpenAI,
)

/** Every provider, through its official client; where that is OpenAI's, at the provider's own address. */
export const providers = {
  openai: chatProvider('gpt-4o-mini', (apiKey = 'a-key') => new OpenAI({ apiKey, maxRetries: 0 })),
  anthropic,
  gemini,
  groq,
  mistral: compatible('https://api.mistral.ai/v1', pick('mistral', 'cheap')),
  together: {
    ...compatible('https://api.together.ai/v1', pick('together', 'cheap')),
    // Its list is no object, which OpenAI's client does not expect.
    async models() {
      const client = new OpenAI({ apiKey: 'a-key', baseURL: 'https://api.together.ai/v1' })
      return (await client.get<{ id: string }[]>('/models')).map(({ id }) => id)
    },
  },
  fireworks: compatible('https://api.fireworks.ai/inference/v1', pick('fireworks', 'cheap')),
  qwen: compatible('https://dashscope-intl.aliyuncs.com/compatible-mode/v1', pick('qwen', 'cheap')),
  huggingface: compatible('https://router.huggingface.co/v1', pick('huggingface', 'cheap')),
  openrouter: compatible('https://openrouter.ai/api/v1', 'openai/gpt-4o-mini'),
  azure: compatible('https://workbook.openai.azure.com/openai/v1', 'gpt-4o-mini'),
  lmstudio: compatible('http://localhost:1234/v1', pick('lmstudio', 'cheap')),
  ollama: compatible('http://localhost:11434/v1', pick('ollama', 'cheap')),
  vllm: compatible('http://localhost:8000/v1', pick('vllm', 'cheap')),
  textgen: compatible('http://127.0.0.1:5000/v1', pick('textgen', 'cheap')),
  tgi: compatible('http://localhost:8080/v1', pick('tgi', 'cheap')),
} as const satisfies Record<string, Provider>
