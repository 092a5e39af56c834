import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { pick } from '@workbook/kit'
import Groq from 'groq-sdk'
import OpenAI from 'openai'

/** What came of a call: the class and status of its error, or what it answered; and how long it took, in simulated ms. */
export interface Outcome {
  readonly result: string
  readonly ms: number
}

interface Options {
  readonly apiKey: string
  readonly maxRetries: number
  readonly timeout: number
}

const question = 'What is an API?'
const messages = [{ role: 'user' as const, content: question }]

/** The same question to each provider, through its official client, streamed and not. */
const ways: Readonly<Record<string, (options: Options) => Promise<unknown>>> = {
  'openai chat': async (options) => {
    const { choices } = await new OpenAI(options).chat.completions.create({ model: pick('openai', 'cheap'), messages })
    return `${choices[0]?.finish_reason}${choices[0]?.message.refusal ? ' refusal' : ''}`
  },
  'openai chat streamed': async (options) => {
    const body = { model: pick('openai', 'cheap'), messages, stream: true } as const
    return last(await new OpenAI(options).chat.completions.create(body), ({ choices: [choice] }) =>
      choice?.delta.refusal ? 'refusal' : choice?.finish_reason,
    )
  },
  'openai responses': async (options) => {
    const body = { model: pick('openai', 'cheap'), input: question }
    const { status, incomplete_details: why, output } = await new OpenAI(options).responses.create(body)
    const [item] = output.flatMap((item) => (item.type === 'message' ? item.content : []))
    return `${status} ${why?.reason ?? item?.type}`
  },
  'openai responses streamed': async (options) => {
    const body = { model: pick('openai', 'cheap'), input: question, stream: true } as const
    return last(await new OpenAI(options).responses.create(body), (event) =>
      /^response\.(completed|incomplete|refusal\.done)$/.test(event.type) ? event.type : undefined,
    )
  },
  anthropic: async (options) => {
    const body = { model: pick('anthropic', 'cheap'), max_tokens: 300, messages }
    return (await new Anthropic(options).messages.create(body)).stop_reason
  },
  'anthropic streamed': async (options) => {
    const body = { model: pick('anthropic', 'cheap'), max_tokens: 300, messages, stream: true } as const
    return last(await new Anthropic(options).messages.create(body), (event) =>
      event.type === 'message_delta' ? event.delta.stop_reason : undefined,
    )
  },
  gemini: async (options) => {
    const body = { model: pick('gemini', 'cheap'), contents: question }
    const { candidates, promptFeedback } = await gemini(options).generateContent(body)
    return candidates?.[0]?.finishReason ?? promptFeedback?.blockReason
  },
  'gemini streamed': async (options) => {
    const body = { model: pick('gemini', 'cheap'), contents: question }
    return last(await gemini(options).generateContentStream(body), ({ candidates, promptFeedback }) => {
      return candidates?.[0]?.finishReason ?? promptFeedback?.blockReason
    })
  },
  groq: async (options) => {
    const { choices } = await new Groq(options).chat.completions.create({ model: pick('groq', 'cheap'), messages })
    return choices[0]?.finish_reason
  },
  'groq streamed': async (options) => {
    const body = { model: pick('groq', 'cheap'), messages, stream: true } as const
    return last(await new Groq(options).chat.completions.create(body), ({ choices: [choice] }) => choice?.finish_reason)
  },
}

function gemini({ apiKey, maxRetries, timeout }: Options) {
  const retryOptions = { attempts: maxRetries + 1 }
  return new GoogleGenAI({ apiKey, httpOptions: { timeout, ...(maxRetries && { retryOptions }) } }).models
}

/** The last thing worth telling of a stream; with all that comes before it. */
async function last<T>(stream: AsyncIterable<T>, read: (event: T) => string | null | undefined): Promise<string> {
  const told: string[] = []
  for await (const event of stream) told.push(...[read(event) ?? ''].filter((text) => text && text !== told.at(-1)))
  return told.join(' ')
}

/**
 * Asks every provider with a key, in every way.
 *
 * @param times how often in a row; the outcomes are joined
 * @param only ways whose names begin so
 */
export async function askAll(
  apiKey: string,
  { times = 1, maxRetries = 0, timeout = 60_000, only = '' } = {},
): Promise<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {}
  for (const [name, ask] of Object.entries(ways)) {
    if (!name.startsWith(only)) continue
    const began = performance.now()
    const results: string[] = []
    for (let i = 0; i < times; i++) {
      // A way of its own is an account of its own.
      const key = `${apiKey}.${name.replaceAll(' ', '-')}`
      results.push(await ask({ apiKey: key, maxRetries, timeout }).then(String, describe))
    }
    outcomes[name] = { result: results.join(', '), ms: performance.now() - began }
  }
  return outcomes
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'nothing known'
  const status = 'status' in error && typeof error.status === 'number' ? ` ${error.status}` : ''
  const causes = [error.cause, error.cause instanceof Error ? error.cause.cause : undefined]
  const code = causes
    .map((cause) => (cause as { code?: unknown } | undefined)?.code)
    .find((it) => typeof it === 'string')
  return error.constructor.name + status + (code ? ` ${code}` : '')
}
