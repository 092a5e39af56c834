import type { Call } from './calls.ts'
import { must } from './mistake.ts'

/** Where a request leaves the student's code. */
const request = /\.(create|stream|parse)\(|\bfetch\(/

/**
 * One request, no more and no less.
 * @returns that request
 * @throws Mistake
 */
export function mustSendOneRequest(sent: readonly Call[]): Call {
  const [call] = sent
  must(call, 'Your code sent no request: the answer has to come from the model.')
  must(
    sent.length === 1,
    `You sent ${sent.length} requests for one question, and each one costs: send one and keep its answer.`,
    { expected: 1, got: sent.length, at: request },
  )
  return call
}

/**
 * The model that the exercise names.
 * @throws Mistake
 */
export function mustAskModel(expected: string, { model }: Call): void {
  must(model === expected, 'You asked another model: use the one in `model`.', {
    expected,
    got: model,
    at: /model[,:]/,
  })
}

/**
 * The question as the user asked it, and no other message.
 * @throws Mistake
 */
export function mustAskOnly(question: string, { messages }: Call): void {
  must(
    messages.length === 1 && messages[0]?.role === 'user' && messages[0].text === question,
    'Your request must hold one message, the question, from the `user`.',
    { expected: [{ role: 'user', content: question }], got: messages, at: /messages|input|content:/ },
  )
}

/**
 * The text of the model's answer, as it came.
 * @throws Mistake
 */
export function mustReturnTheAnswer(returned: unknown, { answer }: Call): void {
  const details = { expected: answer, got: returned, at: /^\s*return\b/ }
  must(
    returned !== undefined && returned !== null,
    'You returned nothing: hand the answer back with `return`.',
    details,
  )
  if (typeof returned === 'object') {
    const [what, where] = partOf(returned)
    must(false, `You returned the whole ${what}, not its text: the text is in its property \`${where}\`.`, details)
  }
  must(typeof returned === 'string', `You returned a ${typeof returned}: the text of the answer is a string.`, details)
  must(
    returned.trim() === answer.trim(),
    returned === ''
      ? 'You returned an empty string although the model had answered: look for its text where the response has it.'
      : "You returned something else than the model's answer: hand its text back as it came.",
    details,
  )
}

/** What a response's part is called, and where in it the text lies. */
function partOf(returned: object): [what: string, where: string] {
  if ('output' in returned) return ['response', 'output_text']
  if ('message' in returned) return ['choice', 'message.content']
  if ('content' in returned) return ['message', 'content']
  return ['response', 'choices[0].message.content']
}
