import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function chat(
  lines: AsyncIterable<string>,
  show: (text: string) => void,
): Promise<void> {
  let previous: string | undefined
  for await (const line of lines) {
    if (line === 'exit') return
    if (line.length > 0) {
      try {
        previous = await answer(line, previous, show)
        show('\n')
      } catch {
        show(' [interrupted]\n')
      }
    }
  }
}

/** @returns the id of the response, by which the next one can go on */
async function answer(
  input: string,
  previous: string | undefined,
  show: (text: string) => void,
): Promise<string> {
  const events = await client.responses.create({
    model,
    input,
    previous_response_id: previous ?? null,
    stream: true,
  })
  let id = ''
  for await (const event of events) {
    if (event.type === 'response.created') id = event.response.id
    if (event.type === 'response.output_text.delta') show(event.delta)
  }
  return id
}
