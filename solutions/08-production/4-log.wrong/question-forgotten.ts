// Expected: The line of a failure lacks the question: it is what you will want to try again.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const openai = new OpenAI()
const model = pick('openai', 'cheap')

export async function ask(
  question: string,
  write: (line: string) => void,
): Promise<string> {
  const start = performance.now()
  const log = (facts: object) => {
    write(hidden(JSON.stringify({ ...facts, model })))
  }
  try {
    const request = { model, input: question }
    const answer = await openai.responses.create(request)
    const ms = performance.now() - start
    const tokens = answer.usage?.total_tokens
    log({ level: 'info', question, ms, tokens })
    return answer.output_text
  } catch (error) {
    const { status, message } = error as InstanceType<
      typeof OpenAI.APIError
    >
    log({ level: 'error', status, error: message })
    throw error
  }
}

function hidden(line: string): string {
  return line
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]*\w/g, '[mail]')
    .replace(/\bsk-[\w*-]+/g, '[key]')
}
