import OpenAI from 'openai'
import { served } from '@workbook/kit'

const model = served('ollama')[0]?.id ?? 'qwen3:8b'
const client = new OpenAI({
  baseURL: 'http://localhost:11434/v1',
  apiKey: 'ollama',
})

export async function askLocal(question: string): Promise<string> {
  const completion = await client.chat.completions
    .stream({ model, messages: [{ role: 'user', content: question }] })
    .finalChatCompletion()
  return completion.choices[0]?.message.content ?? ''
}
