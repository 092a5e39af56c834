/** What a new exercise is to be. */
export interface Scaffold {
  /** '3.5' */
  id: string
  /** Of the lesson. */
  number: number
  /** '03-parameters' */
  lesson: string
  /** 'parameters' */
  topic: string
  /** '5-stop-sequences' */
  file: string
  /** 'stop-sequences' */
  name: string
}

/**
 * The files of a new exercise, path from the root → text, and its section of the README. It is a small exercise that works: answer
 * under a given rule. Whoever fills it in changes one thing at a time and has something to run at each step.
 */
export function scaffold(plan: Scaffold): { files: Record<string, string>; section: string } {
  const { lesson, file, name } = plan
  const call = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const known = `solutions/${lesson}/${file}`
  return {
    files: {
      [`exercises/${lesson}/${file}.ts`]: exerciseText(plan, call),
      [`exercises/${lesson}/${file}.test.ts`]: graderText(plan, call),
      [`${known}.ts`]: answer(call, solutionBody),
      [`${known}.wrong/no-rule.ts`]: told(noRule) + answer(call, noRuleBody, '_rule'),
      [`${known}.wrong/rule-from-the-user.ts`]: told(fromUser) + answer(call, fromUserBody),
      [`${known}.also/responses.ts`]: answer(call, responsesBody),
      [`${known}.also/stream.ts`]: answer(call, streamBody),
    },
    section: sectionText(plan, call),
  }
}

const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

const noRule = 'Your request holds no rule: send `rule` as a `developer` message, before the question.'
const fromUser = 'Your rule went out as a `user` message: a rule comes from the `developer`.'

const told = (sentence: string) => `// Expected: ${sentence}\n`

const head = (imports: string) => `import OpenAI from 'openai'
import { ${imports} } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')
`

const answer = (call: string, body: string, rule = 'rule') => `${head('pick')}
export async function ${call}(
  ${rule}: string,
  question: string,
): Promise<string> {
${body}
}
`

const solutionBody = `  const completion = await client.chat.completions.create({
    model,
    messages: [
      { role: 'developer', content: rule },
      { role: 'user', content: question },
    ],
  })
  return completion.choices[0]?.message.content ?? ''`

const noRuleBody = `  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''`

const fromUserBody = `  const completion = await client.chat.completions.create({
    model,
    messages: [
      { role: 'user', content: rule },
      { role: 'user', content: question },
    ],
  })
  return completion.choices[0]?.message.content ?? ''`

const responsesBody = `  const response = await client.responses.create({
    model,
    instructions: rule,
    input: question,
  })
  return response.output_text`

const streamBody = `  const stream = client.chat.completions.stream({
    model,
    messages: [
      { role: 'system', content: rule },
      { role: 'user', content: question },
    ],
  })
  return (await stream.finalContent()) ?? ''`

function exerciseText({ id, name }: Scaffold, call: string): string {
  return `/**
 * ${id} ${title(name)}
 *
 * Ask a question under a rule that the model has to keep.
 *
 * \`${call}\` takes a rule and a question. It
 * - sends one request,
 * - with the rule first, from the \`developer\`, and then the question, from the \`user\`,
 * - and returns the text of the answer.
 *
 * Replace the line that throws with your code, save, and run: npm test ${id}
 */
${head('NotStarted, pick')}
export async function ${call}(
  rule: string,
  question: string,
): Promise<string> {
  throw new NotStarted()
}
`
}

function graderText({ file }: Scaffold, call: string): string {
  return `import { exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'

const check = exercise(() => import('./${file}.ts'))

check('sends the rule before the question', { points: 2 }, async ({ run }) => {
  const rule = 'Answer like a lighthouse keeper.'
  const { sent } = await run(({ ${call} }) => ${call}(rule, 'What is an API?'))
  const { messages } = mustSendOneRequest(sent)
  const message = messages.find(({ text }) => text === rule)
  const at = /messages|input|instructions/
  must(message, '${noRule.replaceAll("'", "\\'")}', {
    expected: rule,
    got: messages,
    at,
  })
  must(
    message.role === 'developer' || message.role === 'system',
    \`Your rule went out as a \\\`\${message.role}\\\` message: a rule comes from the \\\`developer\\\`.\`,
    { expected: 'developer', got: message.role, at: /role:/ },
  )
  must(messages[0] === message, 'Your rule came after the question: it has to come first.', { got: messages, at })
})

check('sends the question as the user asked it', { points: 1 }, async ({ run }) => {
  const question = 'Which colour has the word quibbelow?'
  const { sent } = await run(({ ${call} }) => ${call}('Be brief.', question))
  const last = mustSendOneRequest(sent).messages.at(-1)
  must(last?.text === question && last.role === 'user', 'The question must come last, from the \`user\`, as it was asked.', {
    expected: { role: 'user', text: question },
    got: last,
    at: /content:|input/,
  })
})

check('returns the text of the answer', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(({ ${call} }) => ${call}('Be brief.', 'What is an endpoint?'))
  mustReturnTheAnswer(returned, mustSendOneRequest(sent))
})
`
}

function sectionText({ id, file, name }: Scaffold, call: string): string {
  return `## ${id} ${title(name)}

\`${file}.ts\` · \`npm test ${id}\`

Write \`${call}(rule, question)\`: ask the question under the rule and return the text of the answer.

<details><summary>Hint 1</summary>

A rule for the model and a question to it are two messages. What tells them apart?

</details>

<details><summary>Hint 2</summary>

Each message has a \`role\`. What the program demands comes from the \`developer\`, what a person asks from the \`user\`, and the rule comes first.

</details>

<details><summary>Hint 3</summary>

\`\`\`ts
messages: [
  { role: 'developer', content: rule },
  { role: 'user', content: question },
]
\`\`\`

</details>
`
}
