import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function firstCall(question: string): Promise<string> {
  const response = await client.responses.create({ model, input: question })
  return response.output_text
}
