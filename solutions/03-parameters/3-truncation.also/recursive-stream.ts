import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

type Messages = OpenAI.ChatCompletionMessageParam[]

export function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  return goOn([{ role: 'user', content: question }], limit, 4)
}

async function goOn(
  messages: Messages,
  limit: number,
  left: number,
): Promise<{ text: string; complete: boolean }> {
  const stream = client.chat.completions.stream({
    model,
    reasoning_effort: 'none',
    max_completion_tokens: limit,
    messages,
  })
  // The helper throws at a cut answer, so the chunks are read here.
  let text = ''
  let reason = ''
  for await (const { choices } of stream) {
    text += choices[0]?.delta.content ?? ''
    reason = choices[0]?.finish_reason ?? reason
  }
  if (reason !== 'length' || left === 1)
    return { text, complete: reason !== 'length' }
  const rest = await goOn(
    [
      ...messages,
      { role: 'assistant', content: text },
      { role: 'user', content: 'Continue.' },
    ],
    limit,
    left - 1,
  )
  return { text: text + rest.text, complete: rest.complete }
}
