import { findModel } from '@workbook/kit'
import { unsupportedParameter } from '../openai/model-rules.ts'
import { pretty as openaiPretty } from '../openai/json.ts'
import { bad, openaiError } from './envelope.ts'
import { compact, isObject, pretty } from './json.ts'
import type { Problem } from './problem.ts'
import type { Problems } from './dialect.ts'
import { promptResults } from './azure-encoding.ts'

/** What the gateway says: nothing but a code and a sentence. */
function gateway(status: number, code: string, message: string): Problem {
  return { status, message, code, atTheDoor: true }
}

const denied = gateway(
  401,
  '401',
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
)

export const notFound = gateway(404, '404', 'Resource not found')

/** A problem in OpenAI's words. */
export function openaiProblem({ status, message, type, param, code }: ReturnType<typeof bad>): Problem {
  return { status, message, type: type ?? 'invalid_request_error', param: param ?? null, code: code ?? null }
}

const tokensLimit = 'https://aka.ms/oai/quotaincrease'

/** What Azure says is wrong: some of it the gateway says, some of it OpenAI. */
export const azureProblems: Problems = {
  noKey: denied,
  badKey: () => denied,
  complain: ([first]) => bad(`Invalid value for '${first?.path.join('.')}'.`, { param: String(first?.path[0] ?? '') }),
  malformed: bad(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.",
  ),
  tooLarge: gateway(413, '413', 'Request body too large.'),
  unknownModel: () => ({
    status: 404,
    message:
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    type: 'invalid_request_error',
    code: 'DeploymentNotFound',
  }),
  wrongKind: (name) => ({
    status: 400,
    message: `The ${findModel(name, 'azure')?.kind === 'chat' ? 'embeddings' : 'chatCompletion'} operation does not work with the specified model, ${name}. Please choose different model and try again. You can learn more about which models can be used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.`,
    code: 'OperationNotSupported',
  }),
  refused: (parameter) => openaiProblem(unsupportedParameter(parameter) as ReturnType<typeof bad>),
  tooLong: (model, tokens, answer) =>
    bad(
      answer
        ? `This model's maximum context length is ${model.contextWindow} tokens. However, you requested ${tokens + answer} tokens (${tokens} in the messages, ${answer} in the completion). Please reduce the length of the messages or completion.`
        : `This model's maximum context length is ${model.contextWindow} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
      { param: 'messages', code: 'context_length_exceeded' },
    ),
  unknownAddress: () => notFound,
  failures: {
    'no-permission': () =>
      gateway(
        403,
        'PermissionDenied',
        'The principal lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action to perform this operation.',
      ),
    timeout: () => gateway(408, 'Timeout', 'The operation was timeout.'),
    'too-large': () => gateway(413, '413', 'Request body too large.'),
    unprocessable: () => gateway(422, 'UnprocessableEntity', 'The request could not be processed.'),
    'rate-limited': (model, _, exceeded) => ({
      status: 429,
      message: `Your requests to ${model} for ${model} in East US 2 have exceeded the token rate limit for your current AIServices S0 pricing tier. Please retry after ${exceeded?.seconds ?? 2} seconds. For Free Account customers, upgrade to Pay as you Go here: https://aka.ms/429TrialUpgrade. To increase your default rate limit, visit: ${tokensLimit}.`,
      type: 'too_many_requests',
      code: 'too_many_requests',
      retryAfter: 2,
    }),
    quota: () =>
      gateway(
        403,
        '403',
        'Out of call volume quota for OpenAI S0 pricing tier. Please upgrade your pricing tier or wait for the quota to be replenished.',
      ),
    'server-error': () => ({
      status: 500,
      message: 'The server had an error while processing your request. Sorry about that!',
      type: 'server_error',
      code: 'internal_server_error',
    }),
    unavailable: () =>
      gateway(
        503,
        'ServiceUnavailable',
        'The service is temporarily unable to process your request. Please try again later.',
      ),
    overloaded: () => ({
      status: 503,
      message: 'The server is overloaded or not ready yet.',
      type: 'service_unavailable',
      code: 'server_is_overloaded',
    }),
  },
  filtered: () => ({
    status: 400,
    message:
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
    param: 'prompt',
    code: 'content_filter',
    detail: {
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: { ...promptResults, violence: { filtered: true, severity: 'high' } },
      },
    },
  }),
  body(problem) {
    const { message, code, type, detail, atTheDoor } = problem
    if (atTheDoor) return compact({ error: { code, message } })
    if (code === 'DeploymentNotFound') return pretty({ error: { type, code, message } })
    if (code === 'OperationNotSupported') return compact({ error: { code, message } })
    if (isObject(detail)) return compact({ error: { ...openaiError(problem), type: null, ...detail } })
    return openaiPretty({ error: openaiError(problem) })
  },
  headers: ({ status, retryAfter }): Record<string, string> =>
    status === 429 && retryAfter !== undefined
      ? { 'retry-after-ms': String(retryAfter * 1000), 'x-ms-error-code': 'too_many_requests' }
      : {},
}
