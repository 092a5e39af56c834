// Expected: Your request had another limit than the one you were given.
import Anthropic from '@anthropic-ai/sdk'
import { pick } from '@workbook/kit'

const client = new Anthropic()
const model = pick('anthropic', 'cheap')

export async function askUntil(
  question: string,
  stop: string,
  _limit: number,
): Promise<{ text: string; stopped: boolean }> {
  const message = await client.messages.create({
    model,
    max_tokens: 1000,
    messages: [{ role: 'user', content: question }],
    stop_sequences: [stop],
  })
  const text = message.content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('')
  const stopped = message.stop_reason === 'stop_sequence'
  return { text: stopped ? text + stop : text, stopped }
}
