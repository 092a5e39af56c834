import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function chat(
  lines: AsyncIterable<string>,
  show: (text: string) => void,
): Promise<void> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'developer', content: 'Be friendly.' },
  ]
  for await (const line of lines) {
    if (!line) continue
    if (line === 'exit') break
    messages.push({ role: 'user', content: line })
    try {
      const content = await client.chat.completions
        .stream({ model, messages })
        .on('content', (piece) => show(piece))
        .finalContent()
      messages.push({ role: 'assistant', content })
      show('\n')
    } catch {
      messages.pop()
      show(' [interrupted]\n')
    }
  }
}
