import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const start = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url))

/** A second process of `npm run mock`, which plays the real providers. */
export interface RealOne {
  /** The variables by which every SDK finds it, and a key for each in its provider's form. */
  readonly env: Record<string, string>
  readonly url: string
  stop(): void
}

/** Keys in each provider's form, which nobody was given; every one has `Leak` in it. */
export const fakeKeys: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: 'sk-proj-LeakOpenai0123456789abcdefghij',
  ANTHROPIC_API_KEY: 'sk-ant-api03-LeakAnthropic0123456789abcdef',
  GOOGLE_API_KEY: 'AIzaSyLeakGemini0123456789abcdef',
  GROQ_API_KEY: 'gsk_LeakGroq0123456789abcdefghijklmnop',
}

/** Starts it on a free port. */
export async function startRealOne(): Promise<RealOne> {
  const child = spawn(process.execPath, [start, 'mock', '--port=0', '--speed=0', '--seed=1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LLM_MODE: 'mock' },
  })
  const url = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The mock server did not start: ${out}`)))
    child.stdout.on('data', (text) => {
      out += text
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0]
      if (found) resolve(found)
    })
  })
  return {
    url,
    env: {
      ...fakeKeys,
      OPENAI_BASE_URL: `${url}/v1`,
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      GOOGLE_GEMINI_BASE_URL: `${url}/gemini`,
      GROQ_BASE_URL: `${url}/groq`,
    },
    stop: () => child.kill(),
  }
}

/**
 * The environment of a live process that takes the second one for the real providers.
 *
 * @param more variables on top, among them another WORKBOOK_BUDGET than 5 dollars
 */
export function liveEnv({ env }: RealOne, more: Record<string, string> = {}): Record<string, string> {
  return { LLM_MODE: 'live', ...env, WORKBOOK_BUDGET: '5', ...more }
}

/** JavaScript that begins a program which asks through every SDK; `wire()` lists what the tape has of it. */
export const clients = `
  import OpenAI from 'openai'
  import Anthropic from '@anthropic-ai/sdk'
  import Groq from 'groq-sdk'
  import { GoogleGenAI } from '@google/genai'
  import { pick } from '@workbook/kit'
  import { tape } from './mocks/tape.ts'
  const text = 'What is an API?'
  const messages = [{ role: 'user', content: text }]
  const all = async (stream) => { let n = 0; for await (const _ of await stream) n++; return n }
  const wire = () => tape.exchanges.map(({ provider, live, response, error, cost, costIsBound, refused }) =>
    [provider, live, response?.status, cost > 0, costIsBound, refused, error])
`
