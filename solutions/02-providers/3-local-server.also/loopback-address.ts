import OpenAI from 'openai'
import { served } from '@workbook/kit'

const model = served('ollama').find(({ kind }) => kind === 'chat')!.id
const client = new OpenAI({
  baseURL: 'http://127.0.0.1:11434/v1',
  apiKey: 'no key needed',
})

export async function askLocal(question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
