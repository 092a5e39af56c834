// Expected: You gave the tool its arguments as text: the model writes JSON, so parse it before you pass it on.
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

export async function answer(
  question: string,
  tools: readonly Tool[],
  rounds: number,
): Promise<string> {
  const input: OpenAI.Responses.ResponseInput = [
    { role: 'user', content: question },
  ]
  const offered = tools.map(({ name, description, parameters }) => ({
    type: 'function' as const,
    name,
    description,
    parameters,
    strict: true,
  }))
  for (let round = 0; round < rounds; round++) {
    const { output, output_text } = await openai.responses.create({
      model,
      input,
      tools: offered,
    })
    const said = output.filter(
      (item) =>
        item.type === 'reasoning' ||
        item.type === 'message' ||
        item.type === 'function_call',
    )
    const calls = said.filter((item) => item.type === 'function_call')
    if (calls.length === 0) return output_text
    input.push(...said)
    for (const call of calls) {
      input.push({
        type: 'function_call_output',
        call_id: call.call_id,
        output: await resultOf(call, tools),
      })
    }
  }
  throw new Error(`No answer after ${rounds} rounds.`)
}

async function resultOf(
  call: { name: string; arguments: string },
  tools: readonly Tool[],
): Promise<string> {
  try {
    const tool = tools.find(({ name }) => name === call.name)
    if (!tool) throw new Error(`There is no tool ${call.name}.`)
    return await tool.run(
      call.arguments as unknown as Record<string, unknown>,
    )
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
