// Expected: There is a key in the message of the error that you logged: hide what looks like one in the whole line.
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
    write(JSON.stringify({ ...facts, model, question: hidden(question) }))
  }
  try {
    const request = { model, input: question }
    const answer = await openai.responses.create(request)
    const ms = performance.now() - start
    log({ level: 'info', ms, tokens: answer.usage?.total_tokens })
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
