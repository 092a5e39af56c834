import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

interface Completion {
  choices: { message: { content: string } }[]
}

const key = process.env['OPENAI_API_KEY']

export function plainFetch(question: string): Promise<string> {
  return fetch('https://api.openai.com/v1/chat/completions', {
    method: 'post',
    headers: [
      ['Authorization', 'Bearer ' + key],
      ['Content-Type', 'application/json'],
    ],
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: question }],
    }),
  })
    .then((response) =>
      response.ok
        ? response.json()
        : Promise.reject(new Error(`HTTP status ${response.status}`)),
    )
    .then(
      (completion: Completion) =>
        completion.choices[0]?.message.content ?? '',
    )
}
