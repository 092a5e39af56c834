// Expected: Your request had no stop sequence: whoever cuts the text afterwards has paid for all of it.
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
  })
  const text = message.content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('')
  const at = text.indexOf(stop)
  return at === -1
    ? { text, stopped: false }
    : { text: text.slice(0, at) + stop, stopped: true }
}
