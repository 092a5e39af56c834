// Expected: You sent Anthropic the rule among the messages: its place is the field `system`, beside `messages`.
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Provider = 'openai' | 'anthropic' | 'gemini' | 'groq'

const openai = new OpenAI()
const anthropic = new Anthropic()
const gemini = new GoogleGenAI({})
const groq = new Groq()
const models = {
  openai: pick('openai', 'cheap'),
  anthropic: pick('anthropic', 'cheap'),
  gemini: pick('gemini', 'cheap'),
  groq: pick('groq', 'cheap'),
}

export async function withRule(
  provider: Provider,
  rule: string,
  question: string,
): Promise<string> {
  switch (provider) {
    case 'openai': {
      const { choices } = await openai.chat.completions.create({
        model: models.openai,
        messages: [
          { role: 'developer', content: rule },
          { role: 'user', content: question },
        ],
      })
      return choices[0]?.message.content ?? ''
    }
    case 'anthropic': {
      const { content } = await anthropic.messages.create({
        model: models.anthropic,
        max_tokens: 1000,
        messages: [
          { role: 'system', content: rule },
          { role: 'user', content: question },
        ],
      })
      return content
        .map((block) => (block.type === 'text' ? block.text : ''))
        .join('')
    }
    case 'gemini': {
      const { text } = await gemini.models.generateContent({
        model: models.gemini,
        contents: question,
        config: { systemInstruction: rule },
      })
      return text ?? ''
    }
    case 'groq': {
      const { choices } = await groq.chat.completions.create({
        model: models.groq,
        messages: [
          { role: 'system', content: rule },
          { role: 'user', content: question },
        ],
      })
      return choices[0]?.message.content ?? ''
    }
  }
}
