// Expected: A stream broke in the middle and took the whole chat with it: put the loop that reads it into a `try`, and go on with the next line.
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
    const stream = await client.chat.completions.create({
      model,
      messages: history,
      stream: true,
    })
    let answer = ''
    for await (const chunk of stream) {
      const piece = chunk.choices[0]?.delta.content ?? ''
      answer += piece
      show(piece)
    }
    show('\n')
    history.push({ role: 'assistant', content: answer })
  }
}
