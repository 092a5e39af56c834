import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function chat(
  lines: AsyncIterable<string>,
  show: (text: string) => void,
): Promise<void> {
  const history: OpenAI.ChatCompletionMessageParam[] = []
  for await (const line of lines) {
    if (line === 'exit') return
    if (line === '') continue
    const user = { role: 'user' as const, content: line }
    try {
      const stream = await client.chat.completions.create({
        model,
        messages: [...history, user],
        stream: true,
      })
      let answer = ''
      for await (const chunk of stream) {
        const piece = chunk.choices[0]?.delta.content ?? ''
        answer += piece
        show(piece)
      }
      show('\n')
      history.push(user, { role: 'assistant', content: answer })
    } catch {
      show(' [interrupted]\n')
    }
  }
}
