import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export const firstCall = async (question: string): Promise<string> => {
  const stream = client.chat.completions.stream({
    model,
    messages: [{ role: 'user', content: question }],
  })
  const text = await stream.finalContent()
  return text ?? ''
}
