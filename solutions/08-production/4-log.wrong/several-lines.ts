// Expected: Your line is several lines: a log is read line by line, so let `JSON.stringify` write without indentation.
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
    const all = { ...facts, model, question }
    write(hidden(JSON.stringify(all, null, 2)))
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
