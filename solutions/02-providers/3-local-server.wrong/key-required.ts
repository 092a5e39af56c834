// Expected: Without OPENAI_API_KEY your code sent nothing: Ollama needs no key, so do not make one a condition.
import OpenAI from 'openai'
import { served } from '@workbook/kit'

const model = served('ollama')[0]?.id ?? 'qwen3:8b'
const client = new OpenAI({
  baseURL: 'http://localhost:11434/v1',
  apiKey: 'ollama',
})

export async function askLocal(question: string): Promise<string> {
  if (!process.env.OPENAI_API_KEY) throw new Error('No key!')
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
