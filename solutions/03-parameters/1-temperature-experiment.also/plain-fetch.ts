import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

interface Completion {
  choices: { message: { content: string } }[]
}

async function ask(prompt: string, temperature: number): Promise<string> {
  const response = await fetch(
    'https://api.openai.com/v1/chat/completions',
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        model,
        temperature,
        reasoning_effort: 'none',
        messages: [{ role: 'user', content: prompt }],
      }),
    },
  )
  const { choices } = (await response.json()) as Completion
  return choices[0]?.message.content ?? ''
}

export async function experiment(
  prompt: string,
): Promise<{ cold: number; warm: number }> {
  const temperatures = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
  const answers = await Promise.all(
    temperatures.map((temperature) => ask(prompt, temperature)),
  )
  return {
    cold: new Set(answers.slice(0, 5)).size,
    warm: new Set(answers.slice(5)).size,
  }
}
