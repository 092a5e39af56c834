import { exercise, must, mustReturnTheAnswer } from '#grade'

const check = exercise(() => import('./2-conversation-memory.ts'))

/** Lets a new conversation hear each text in turn. */
async function talk(startConversation: () => (text: string) => Promise<string>, texts: string[]): Promise<string[]> {
  const say = startConversation()
  must(
    typeof say === 'function',
    '`startConversation` must return the function `say`, which takes a text and returns the answer.',
    { got: say, at: /^\s*return\b/ },
  )
  const answers: string[] = []
  for (const text of texts) answers.push(await say(text))
  return answers
}

const history = /messages|history|input|\.create\(/

check('answers each message with one request', { points: 1 }, async ({ run }) => {
  const texts = ['Hello!', 'What is an API?', 'What is JSON?']
  const { returned, sent } = await run(({ startConversation }) => talk(startConversation, texts))
  must(sent.length > 0, 'Your code sent no request: every answer has to come from the model.')
  must(sent.length === 3, `You sent ${sent.length} requests for 3 messages: each \`say\` sends one.`, {
    expected: 3,
    got: sent.length,
  })
  sent.forEach((call, i) => {
    must(call.messages.at(-1)?.text === texts[i], 'The newest message must come last in what you send.', {
      expected: texts[i],
      got: call.messages.at(-1)?.text,
      at: history,
    })
    mustReturnTheAnswer(returned[i], call)
  })
})

check('sends what you said before', { points: 2 }, async ({ run }) => {
  const { sent } = await run(({ startConversation }) =>
    talk(startConversation, ['My favourite bird is the wimblet.', 'What is my favourite bird?']),
  )
  const second = sent[1]
  must(second, 'Your code sent no second request: each `say` sends one.')
  must(
    second.messages.some(({ text }) => text.includes('wimblet')),
    'Your second request carried only the newest message: the model has forgotten the first, so send it again.',
    {
      expected: ['My favourite bird is the wimblet.', '(its answer)', 'What is my favourite bird?'],
      got: second.messages.map(({ text }) => text),
      at: history,
    },
  )
})

check('sends what the model answered, as the assistant', { points: 2 }, async ({ run }) => {
  const { sent } = await run(({ startConversation }) => talk(startConversation, ['What is an API?', 'Say that again.']))
  const [first, second] = sent
  must(first && second, 'Your code sent fewer than two requests: each `say` sends one.')
  const details = {
    expected: { role: 'assistant', content: first.answer },
    got: second.messages,
    at: history,
  }
  const echo = second.messages.find(({ text }) => text.trim() === first.answer.trim())
  must(
    echo,
    'Your second request left out what the model itself had said: put each answer into the history, as `assistant`.',
    details,
  )
  must(
    echo.role === 'assistant',
    `You sent the model's own answer back as a \`${echo.role}\` message: what the model said is \`assistant\`.`,
    details,
  )
  const spoken = second.messages.filter(({ role }) => role !== 'developer' && role !== 'system')
  const order = spoken.map(({ role }) => role).join(', ')
  must(order === 'user, assistant, user', 'The messages must be in the order in which they were said.', {
    expected: 'user, assistant, user',
    got: order,
    at: history,
  })
})

check('still knows after five turns', { points: 1 }, async ({ run }) => {
  const texts = ['My code word is snorf.', 'Hello!', 'What is JSON?', 'What is REST?', 'What is my code word?']
  const { sent } = await run(({ startConversation }) => talk(startConversation, texts))
  const last = sent.at(-1)
  must(last && sent.length === 5, 'Five messages need five requests: each `say` sends one.', {
    expected: 5,
    got: sent.length,
  })
  const said = last.messages.filter(({ role }) => role === 'user').map(({ text }) => text)
  must(
    said.includes('My code word is snorf.'),
    'After five turns the first message is gone: send the whole history, not only its end.',
    { expected: texts, got: said, at: history },
  )
  must(said.length === 5, 'A message is in the history twice, or missing: each goes in once.', {
    expected: texts,
    got: said,
    at: history,
  })
})

check('keeps two conversations apart', { points: 2 }, async ({ run }) => {
  const { sent } = await run(async ({ startConversation }) => {
    await talk(startConversation, ['My secret is plimsy.'])
    await talk(startConversation, ['What is my secret?'])
  })
  const second = sent[1]
  must(second, 'Your code sent fewer than two requests: each `say` sends one.')
  must(
    !second.messages.some(({ text }) => text.includes('plimsy')),
    'A second conversation began with the history of the first: create the history inside `startConversation`.',
    {
      expected: ['What is my secret?'],
      got: second.messages.map(({ text }) => text),
      at: /(messages|history|input).*=/,
    },
  )
})
