import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const hide = (text: string) =>
  text
    .split(/(\s+)/)
    .map((word) => {
      if (/^\W*[^\s@]+@[^\s@]+\.\w+\W*$/.test(word)) return '[mail]'
      return word.replace(/sk-[A-Za-z0-9_*-]+/, '[key]')
    })
    .join('')

export async function ask(
  question: string,
  write: (line: string) => void,
): Promise<string> {
  const model = pick('openai', 'cheap')
  const start = Date.now()
  try {
    const { choices, usage } = await new OpenAI().chat.completions.create({
      model,
      messages: [{ role: 'user', content: question }],
    })
    const tokens = usage?.total_tokens
    const ms = Date.now() - start
    const line = { level: 'info', model, question: hide(question) }
    write(`${JSON.stringify({ ...line, ms, tokens })}\n`)
    return choices[0]?.message.content ?? ''
  } catch (failure) {
    const { status, message } = failure as Error & { status?: number }
    const error = hide(message)
    const line = { level: 'error', model, question: hide(question) }
    write(`${JSON.stringify({ ...line, status, error })}\n`)
    throw failure
  }
}
