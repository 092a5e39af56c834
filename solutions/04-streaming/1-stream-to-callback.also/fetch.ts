import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  const response = await fetch(
    'https://api.openai.com/v1/chat/completions',
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      },
      body: JSON.stringify({
        model,
        messages: [{ role: 'user', content: question }],
        stream: true,
      }),
    },
  )
  const decoder = new TextDecoder()
  let rest = ''
  let text = ''
  for await (const bytes of response.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(
      '\n',
    )
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: {')) continue
      const { choices, error } = JSON.parse(line.slice(6)) as {
        choices?: { delta: { content?: string } }[]
        error?: { message: string }
      }
      if (error) throw new Error(error.message)
      const piece = choices?.[0]?.delta.content
      if (!piece) continue
      text += piece
      onText(piece)
    }
  }
  return text
}
