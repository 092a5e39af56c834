// Expected: The limit cut the answer off, and you took that for the stop sequence: only a `stop_reason` of 'stop_sequence' means it.
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
  const stopped = message.stop_reason !== 'end_turn'
  return { text: stopped ? text + stop : text, stopped }
}
