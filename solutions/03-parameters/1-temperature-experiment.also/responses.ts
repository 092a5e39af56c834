import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function experiment(
  prompt: string,
): Promise<{ cold: number; warm: number }> {
  const cold = new Set<string>()
  const warm = new Set<string>()
  for (let i = 0; i < 5; i++) {
    cold.add(await answerAt(0, prompt))
    warm.add(await answerAt(1, prompt))
  }
  return { cold: cold.size, warm: warm.size }
}

async function answerAt(
  temperature: number,
  prompt: string,
): Promise<string> {
  const response = await client.responses.create({
    model,
    reasoning: { effort: 'none' },
    input: prompt,
    temperature,
  })
  return response.output_text
}
