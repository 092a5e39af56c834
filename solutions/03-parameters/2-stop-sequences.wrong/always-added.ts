// Expected: The model ended by itself, and your text is not what it wrote: put the stop sequence back only where it was met.
import Anthropic from '@anthropic-ai/sdk'
import { pick } from '@workbook/kit'

const client = new Anthropic()
const model = pick('anthropic', 'cheap')

export async function askUntil(
  question: string,
  stop: string,
  limit: number,
): Promise<{ text: string; stopped: boolean }> {
  const message = await client.messages.create({
    model,
    max_tokens: limit,
    messages: [{ role: 'user', content: question }],
    stop_sequences: [stop],
  })
  const text = message.content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('')
  return {
    text: text + stop,
    stopped: message.stop_reason === 'stop_sequence',
  }
}
