import Anthropic from '@anthropic-ai/sdk'
import { pick } from '@workbook/kit'

const client = new Anthropic()
const model = pick('anthropic', 'cheap')

export async function askUntil(
  question: string,
  stop: string,
  limit: number,
): Promise<{ text: string; stopped: boolean }> {
  const stream = client.messages.stream({
    model,
    max_tokens: limit,
    messages: [{ role: 'user', content: question }],
    stop_sequences: [stop],
  })
  let text = ''
  stream.on('text', (piece) => (text += piece))
  const { stop_reason: reason } = await stream.finalMessage()
  if (reason !== 'stop_sequence') return { text, stopped: false }
  return { text: text + stop, stopped: true }
}
