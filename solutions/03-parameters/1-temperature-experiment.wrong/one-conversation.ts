// Expected: Each request must hold one message, the prompt, from the `user`: no earlier answers and nothing added.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

async function differentAnswers(prompt: string, temperature: number) {
  const messages: OpenAI.ChatCompletionMessageParam[] = []
  const texts = new Set<string>()
  for (let i = 0; i < 5; i++) {
    messages.push({ role: 'user', content: prompt })
    const { choices } = await client.chat.completions.create({
      model,
      reasoning_effort: 'none',
      messages,
      temperature,
    })
    const text = choices[0]?.message.content ?? ''
    messages.push({ role: 'assistant', content: text })
    texts.add(text)
  }
  return texts.size
}

export async function experiment(
  prompt: string,
): Promise<{ cold: number; warm: number }> {
  return {
    cold: await differentAnswers(prompt, 0),
    warm: await differentAnswers(prompt, 1),
  }
}
