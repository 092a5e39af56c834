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
      const response = await openai.responses.create({
        model: models.openai,
        instructions: rule,
        input: question,
      })
      return response.output_text
    }
    case 'anthropic': {
      const { content } = await anthropic.messages.create({
        model: models.anthropic,
        max_tokens: 1000,
        system: [{ type: 'text', text: rule }],
        messages: [{ role: 'user', content: question }],
      })
      return content
        .map((block) => (block.type === 'text' ? block.text : ''))
        .join('')
    }
    case 'gemini': {
      const { text } = await gemini.models.generateContent({
        model: models.gemini,
        contents: question,
        config: { systemInstruction: { parts: [{ text: rule }] } },
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
