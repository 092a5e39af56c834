import { pick } from '@workbook/kit'

export interface Answer {
  provider: 'openai' | 'anthropic'
  text: string
}

const patience = 3000

class Refused extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(text)
    this.status = status
  }
}

async function post(
  url: string,
  headers: Record<string, string>,
  body: object,
  signal?: AbortSignal,
): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: signal ?? null,
  })
  const text = await response.text()
  if (!response.ok) throw new Refused(response.status, text)
  return text
}

async function askOpenAI(input: string): Promise<Answer> {
  const text = await post(
    'https://api.openai.com/v1/responses',
    { authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    { model: pick('openai', 'cheap'), input },
    AbortSignal.timeout(patience),
  )
  const { output } = JSON.parse(text) as {
    output: { content?: { text: string }[] }[]
  }
  const parts = output.flatMap(({ content = [] }) => content)
  return { provider: 'openai', text: parts.map((it) => it.text).join('') }
}

async function askAnthropic(question: string): Promise<Answer> {
  const body = await post(
    'https://api.anthropic.com/v1/messages',
    {
      'x-api-key': process.env.ANTHROPIC_API_KEY ?? '',
      'anthropic-version': '2023-06-01',
    },
    {
      model: pick('anthropic', 'cheap'),
      max_tokens: 1000,
      messages: [{ role: 'user', content: question }],
    },
  )
  const { content } = JSON.parse(body) as {
    content: { type: string; text: string }[]
  }
  const texts = content.filter(({ type }) => type === 'text')
  const text = texts.map((block) => block.text).join('')
  return { provider: 'anthropic', text }
}

export function ask(question: string): Promise<Answer> {
  return askOpenAI(question).catch((first: unknown) => {
    const status = first instanceof Refused ? first.status : 0
    if ([400, 413, 422].includes(status)) throw first
    return askAnthropic(question).catch((second: unknown) => {
      throw new AggregateError([first, second])
    })
  })
}
