import { exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-first-call.ts'))

check('sends one request', { points: 1 }, async ({ run }) => {
  const { sent } = await run(({ firstCall }) => firstCall('What is an API?'))
  mustSendOneRequest(sent)
})

check('sends the question as the user asked it', { points: 2 }, async ({ run }) => {
  const question = 'Which colour has the word quibbelow?'
  const { sent } = await run(({ firstCall }) => firstCall(question))
  const [message, ...more] = mustSendOneRequest(sent).messages
  const at = /content:|input:|input\b/
  must(message, 'Your request holds no message: put the question into `messages`.', { at })
  must(
    message.text === question,
    message.text.includes(question)
      ? 'You sent more than the question: the message is the question and nothing else.'
      : `You sent "${message.text}", whatever you were asked: send the parameter \`question\`.`,
    { expected: question, got: message.text, at },
  )
  must(
    message.role === 'user',
    `Your question went out as a \`${message.role}\` message, which is for ${message.role === 'assistant' ? 'what the model said' : 'rules'}: a question comes from the \`user\`.`,
    { expected: 'user', got: message.role, at: /role:/ },
  )
  must(more.length === 0, 'You sent more than one message: the question alone is enough here.', {
    expected: 1,
    got: 1 + more.length,
  })
})

check('asks the cheap model', { points: 1 }, async ({ run }) => {
  const { sent } = await run(({ firstCall }) => firstCall('What is a token?'))
  const { model } = mustSendOneRequest(sent)
  const cheap = pick('openai', 'cheap')
  must(model === cheap, 'You asked another model: use the one in `model`, it is the cheapest.', {
    expected: cheap,
    got: model,
    at: /model[,:]/,
  })
})

check('returns the text of the answer', { points: 2 }, async ({ run }) => {
  for (const question of ['What is an endpoint?', 'Say: marmalade & 7 owls, "twice"']) {
    const { returned, sent } = await run(({ firstCall }) => firstCall(question))
    mustReturnTheAnswer(returned, mustSendOneRequest(sent))
  }
})
