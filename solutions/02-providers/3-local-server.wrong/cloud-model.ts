// Expected: You asked for a model that Ollama does not serve: use the one in `model`.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')
const client = new OpenAI({
  baseURL: 'http://localhost:11434/v1',
  apiKey: 'ollama',
})

export async function askLocal(question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
