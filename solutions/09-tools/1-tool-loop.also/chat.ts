import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Tool {
  name: string
  description: string
  /** JSON schema of the arguments. */
  parameters: Record<string, unknown>
  run: (args: Record<string, unknown>) => string | Promise<string>
}

const openai = new OpenAI()
const model = pick('openai', 'cheap')

/** The same in the older dialect, which takes tools only without reasoning. */
export async function answer(
  question: string,
  tools: readonly Tool[],
  rounds: number,
): Promise<string> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'user', content: question },
  ]
  let left = rounds
  while (left-- > 0) {
    const { choices } = await openai.chat.completions.create({
      model,
      messages,
      reasoning_effort: 'none',
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function',
        function: { name, description, parameters },
      })),
    })
    const message = choices[0]?.message
    if (!message?.tool_calls) return message?.content ?? ''
    messages.push(message)
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const tool = tools.find((each) => each.name === call.function.name)
      let content = ''
      try {
        const args = JSON.parse(call.function.arguments)
        content = (await tool?.run(args)) ?? 'There is no such tool.'
      } catch (error) {
        content = JSON.stringify({ error: String(error) })
      }
      messages.push({ role: 'tool', tool_call_id: call.id, content })
    }
  }
  throw new Error(`The model still wants tools after ${rounds} requests.`)
}
