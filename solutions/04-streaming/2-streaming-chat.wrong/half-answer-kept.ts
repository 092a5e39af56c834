// Expected: The line whose answer broke was still in the next request: take it out of the history again, and its half answer with it.
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
    history.push({ role: 'user', content: line })
    let answer = ''
    try {
      const stream = await client.chat.completions.create({
        model,
        messages: history,
        stream: true,
      })
      for await (const chunk of stream) {
        const piece = chunk.choices[0]?.delta.content ?? ''
        answer += piece
        show(piece)
      }
      show('\n')
    } catch {
      show(' [interrupted]\n')
    }
    history.push({ role: 'assistant', content: answer })
  }
}
