// Expected: Your request left the machine: give the client the `baseURL` of Ollama.
import OpenAI from 'openai'
import { served } from '@workbook/kit'

const model = served('ollama')[0]?.id ?? 'qwen3:8b'
const client = new OpenAI()

export async function askLocal(question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
