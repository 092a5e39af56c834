// Expected: Claude refused the field `stop`, which is OpenAI's: Anthropic calls it `stop_sequences`, and it is a list.
import Anthropic from '@anthropic-ai/sdk'
import { pick } from '@workbook/kit'

const client = new Anthropic()
const model = pick('anthropic', 'cheap')

export async function askUntil(
  question: string,
  stop: string,
  limit: number,
): Promise<{ text: string; stopped: boolean }> {
  const params = {
    model,
    max_tokens: limit,
    messages: [{ role: 'user' as const, content: question }],
    stop,
  }
  const message = await client.messages.create(params)
  const text = message.content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('')
  const stopped = message.stop_reason === 'stop_sequence'
  return { text: stopped ? text + stop : text, stopped }
}
