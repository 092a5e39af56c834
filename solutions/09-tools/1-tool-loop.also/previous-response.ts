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

type Input = OpenAI.Responses.ResponseInput

/** The provider keeps the conversation; only the results are sent. */
export async function answer(
  question: string,
  tools: readonly Tool[],
  rounds: number,
): Promise<string> {
  const registry = new Map(tools.map((tool) => [tool.name, tool]))
  let input: Input = [{ role: 'user', content: question }]
  let previous: string | null = null
  for (; rounds > 0; rounds--) {
    const response: OpenAI.Responses.Response =
      await openai.responses.create({
        model,
        input,
        previous_response_id: previous,
        tools: tools.map(({ name, description, parameters }) => ({
          type: 'function' as const,
          name,
          description,
          parameters,
          strict: true,
        })),
      })
    previous = response.id
    const results: Input = []
    await Promise.all(
      response.output.map(async (item) => {
        if (item.type !== 'function_call') return
        const output = await Promise.resolve()
          .then(() =>
            registry.get(item.name)!.run(JSON.parse(item.arguments)),
          )
          .catch((error: Error) => `Error: ${error.message}`)
        const { call_id } = item
        results.push({ type: 'function_call_output', call_id, output })
      }),
    )
    if (results.length === 0) return response.output_text
    input = results
  }
  throw new Error('Too many rounds')
}
