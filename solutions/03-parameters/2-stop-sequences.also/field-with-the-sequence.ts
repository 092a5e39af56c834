import Anthropic from '@anthropic-ai/sdk'
import { pick } from '@workbook/kit'

const client = new Anthropic()
const model = pick('anthropic', 'cheap')

export async function askUntil(
  question: string,
  stop: string,
  limit: number,
): Promise<{ text: string; stopped: boolean }> {
  const { content, stop_sequence: met } = await client.messages.create({
    model,
    max_tokens: limit,
    messages: [
      { role: 'user', content: [{ type: 'text', text: question }] },
    ],
    stop_sequences: [stop],
  })
  let text = ''
  for (const block of content) if (block.type === 'text') text += block.text
  return { text: text + (met ?? ''), stopped: met !== null }
}
