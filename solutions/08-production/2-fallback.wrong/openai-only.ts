// Expected: OpenAI failed, and you did not ask Anthropic: catch the error and go on with the next provider.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Answer {
  provider: 'openai' | 'anthropic'
  text: string
}

const patience = 3000

const openai = new OpenAI({ maxRetries: 0, timeout: patience })

export async function ask(question: string): Promise<Answer> {
  return { provider: 'openai', text: await askOpenAI(question) }
}

async function askOpenAI(input: string): Promise<string> {
  const model = pick('openai', 'cheap')
  const { output_text } = await openai.responses.create({ model, input })
  return output_text
}
