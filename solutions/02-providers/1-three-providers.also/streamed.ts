import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Reply {
  provider: 'openai' | 'anthropic' | 'gemini'
  text: string
  inputTokens: number
  outputTokens: number
}

const openai = new OpenAI()
const anthropic = new Anthropic()
const gemini = new GoogleGenAI({})
const models = {
  openai: pick('openai', 'cheap'),
  anthropic: pick('anthropic', 'cheap'),
  gemini: pick('gemini', 'cheap'),
}

export async function askAll(question: string): Promise<Reply[]> {
  return Promise.all([
    askOpenAI(question),
    askAnthropic(question),
    askGemini(question),
  ])
}

async function askOpenAI(question: string): Promise<Reply> {
  const { choices, usage } = await openai.chat.completions
    .stream({
      model: models.openai,
      messages: [{ role: 'user', content: question }],
      stream_options: { include_usage: true },
    })
    .finalChatCompletion()
  return {
    provider: 'openai',
    text: choices[0]?.message.content ?? '',
    inputTokens: usage?.prompt_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
  }
}

async function askAnthropic(question: string): Promise<Reply> {
  const { content, usage } = await anthropic.messages
    .stream({
      model: models.anthropic,
      max_tokens: 2000,
      messages: [{ role: 'user', content: question }],
    })
    .finalMessage()
  return {
    provider: 'anthropic',
    text: content
      .map((block) => (block.type === 'text' ? block.text : ''))
      .join(''),
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
  }
}

async function askGemini(question: string): Promise<Reply> {
  const { text, usageMetadata } = await gemini.models.generateContent({
    model: models.gemini,
    contents: question,
  })
  return {
    provider: 'gemini',
    text: text ?? '',
    inputTokens: usageMetadata?.promptTokenCount ?? 0,
    outputTokens:
      (usageMetadata?.candidatesTokenCount ?? 0) +
      (usageMetadata?.thoughtsTokenCount ?? 0),
  }
}
