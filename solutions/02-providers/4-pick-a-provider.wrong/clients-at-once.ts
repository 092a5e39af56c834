// Expected: No key was set, and an SDK complained before you could: make a client only when its provider is picked.
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Provider = 'anthropic' | 'gemini' | 'openai'

/** Who is asked first, and where the key is. */
const order: { provider: Provider; variable: string }[] = [
  { provider: 'anthropic', variable: 'ANTHROPIC_API_KEY' },
  { provider: 'gemini', variable: 'GEMINI_API_KEY' },
  { provider: 'openai', variable: 'OPENAI_API_KEY' },
]
const openai = new OpenAI()
const models = {
  anthropic: pick('anthropic', 'cheap'),
  gemini: pick('gemini', 'cheap'),
  openai: pick('openai', 'cheap'),
}

export function pickProvider(
  env: Record<string, string | undefined>,
): Provider {
  const found = order.find(({ variable }) => env[variable])
  if (found) return found.provider
  const variables = order.map(({ variable }) => variable).join(', ')
  throw new Error(`No key is set. Set one of these: ${variables}.`)
}

export async function ask(
  question: string,
): Promise<{ provider: Provider; text: string }> {
  const provider = pickProvider(process.env)
  return { provider, text: await answers[provider](question) }
}

const answers: Record<Provider, (question: string) => Promise<string>> = {
  async anthropic(question) {
    const { content } = await new Anthropic().messages.create({
      model: models.anthropic,
      max_tokens: 1000,
      messages: [{ role: 'user', content: question }],
    })
    return content
      .map((block) => (block.type === 'text' ? block.text : ''))
      .join('')
  },
  async gemini(question) {
    const apiKey = process.env.GEMINI_API_KEY
    const { text } = await new GoogleGenAI({
      apiKey,
    }).models.generateContent({ model: models.gemini, contents: question })
    return text ?? ''
  },
  async openai(question) {
    const { choices } = await openai.chat.completions.create({
      model: models.openai,
      messages: [{ role: 'user', content: question }],
    })
    return choices[0]?.message.content ?? ''
  },
}
