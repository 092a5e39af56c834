import { exercise, must, mustAskOnly, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { served } from '@workbook/kit'

const check = exercise(() => import('./3-local-server.ts'))
const env = { OPENAI_API_KEY: 'sk-workbook-at-home-8e2d' }
const clientLine = /new OpenAI|baseURL|apiKey/

check('asks the server on this machine', { points: 2, env }, async ({ attempt }) => {
  const { url, bySdk } = mustSendOneRequest((await attempt(({ askLocal }) => askLocal('What is an API?'))).sent)
  const { hostname, port, pathname } = new URL(url)
  const details = { expected: 'http://localhost:11434/v1/chat/completions', got: url, at: clientLine }
  must(
    ['localhost', '127.0.0.1', '[::1]'].includes(hostname),
    'Your request left the machine: give the client the `baseURL` of Ollama.',
    details,
  )
  must(port === '11434', 'You knocked at the wrong port: Ollama listens on 11434.', details)
  must(bySdk, 'Your request was not sent by the SDK: use the `openai` client with another `baseURL`.', details)
  must(
    pathname === '/v1/chat/completions',
    'You called a path that Ollama does not have: its OpenAI dialect is spoken under /v1, so the `baseURL` ends with that.',
    details,
  )
})

check('keeps the key of OpenAI at home', { points: 2, env }, async ({ attempt }) => {
  const { headers, url, body } = mustSendOneRequest((await attempt(({ askLocal }) => askLocal('Hello!'))).sent)
  must(
    !JSON.stringify([headers, url, body]).includes('8e2d'),
    'You sent your key for OpenAI to another server: the SDK takes OPENAI_API_KEY by itself, so give it a placeholder as `apiKey`.',
    { expected: 'any placeholder', got: headers.authorization, at: clientLine },
  )
})

check('works without a key of OpenAI', { points: 1, env: { OPENAI_API_KEY: undefined } }, async ({ attempt }) => {
  const { threw, sent } = await attempt(({ askLocal }) => askLocal('Hello!'))
  must(
    !threw || sent.length > 0,
    'Without OPENAI_API_KEY your code sent nothing: Ollama needs no key, so do not make one a condition.',
    { got: threw?.message, at: clientLine },
  )
  mustSendOneRequest(sent)
})

check('asks a model that Ollama serves', { points: 1, env }, async ({ attempt }) => {
  const { model } = mustSendOneRequest((await attempt(({ askLocal }) => askLocal('What is a token?'))).sent)
  const ids = served('ollama').map(({ id }) => id)
  must(ids.includes(String(model)), 'You asked for a model that Ollama does not serve: use the one in `model`.', {
    expected: ids[0],
    got: model,
    at: /model[,:]/,
  })
})

check('sends the question as the user asked it', { points: 1, env }, async ({ attempt }) => {
  const question = 'Which colour has the word quibbelow?'
  const call = mustSendOneRequest((await attempt(({ askLocal }) => askLocal(question))).sent)
  mustAskOnly(question, call)
})

check('returns the text of the answer', { points: 2, env }, async ({ run }) => {
  for (const question of ['What is an endpoint?', 'Say: marmalade & 7 owls, "twice"']) {
    const { returned, sent } = await run(({ askLocal }) => askLocal(question))
    mustReturnTheAnswer(returned, mustSendOneRequest(sent))
  }
})
