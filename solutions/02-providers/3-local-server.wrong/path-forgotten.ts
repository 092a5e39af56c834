// Expected: You called a path that Ollama does not have: its OpenAI dialect is spoken under /v1, so the `baseURL` ends with that.
import OpenAI from 'openai'
import { served } from '@workbook/kit'

const model = served('ollama')[0]?.id ?? 'qwen3:8b'
const client = new OpenAI({
  baseURL: 'http://localhost:11434',
  apiKey: 'ollama',
})

export async function askLocal(question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
