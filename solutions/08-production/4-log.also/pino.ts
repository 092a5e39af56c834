import OpenAI, { APIError } from 'openai'
import pino from 'pino'
import { pick } from '@workbook/kit'

const openai = new OpenAI()
const model = pick('openai', 'cheap')

const secrets: [RegExp, string][] = [
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[mail]'],
  [/sk-[\w*-]+/g, '[key]'],
]

function loggerFor(write: (line: string) => void) {
  return pino(
    {
      formatters: { level: (level) => ({ level }) },
      hooks: {
        streamWrite: (line) =>
          secrets.reduce(
            (text, [form, name]) => text.replace(form, name),
            line,
          ),
      },
    },
    { write },
  )
}

export async function ask(
  question: string,
  write: (line: string) => void,
): Promise<string> {
  const log = loggerFor(write)
  const began = Date.now()
  const stream = openai.responses.stream({ model, input: question })
  const outcome = await stream.finalResponse().catch((error: unknown) => {
    const status = error instanceof APIError ? error.status : undefined
    log.error({ model, question, status, error: String(error) }, 'failed')
    throw error
  })
  const { usage, output_text } = outcome
  const ms = Date.now() - began
  const tokens = (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0)
  log.info({ model, question, ms, tokens }, 'answered')
  return output_text
}
