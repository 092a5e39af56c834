// Expected: You sent your key for OpenAI to another server: the SDK takes OPENAI_API_KEY by itself, so give it a placeholder as `apiKey`.
import OpenAI from 'openai'
import { served } from '@workbook/kit'

const model = served('ollama')[0]?.id ?? 'qwen3:8b'
const client = new OpenAI({
  baseURL: 'http://localhost:11434/v1',
})

export async function askLocal(question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
