import { expect, test } from 'vitest'
import { printedBy } from './fixtures/printed.ts'

const printed = printedBy(5)

/** The numbers of the first line that matches. */
async function numbersIn(line: RegExp): Promise<number[]> {
  const found = line.exec(await printed)
  expect(found, String(line)).not.toBeNull()
  return found!.slice(1).map(Number)
}

const inTable = (provider: string, cause: string, status: string, name: string): [string, RegExp] => [
  `reports ${cause} at ${provider} as ${name}`,
  new RegExp(`^${cause} +${status} +${name}( |$)`, 'm'),
]

// One line for each thing lesson 5 promises to show.
test.each([
  ['shows a failure on the wire', /^401 Unauthorized false\nx-request-id: req_\w+\n\{\n {2}"error": \{\n/m],
  [
    'catches it as the SDK reports it',
    /^class: +AuthenticationError\nstatus: +401\ncode: +invalid_api_key\nmessage: 401 Incorrect[^]*^request: req_\w+$/m,
  ],
  ["reports OpenAI's sentence", /^OpenAI: AuthenticationError, 401\n401 Incorrect API key provided/m],
  ["reports Anthropic's body", /^Anthropic: AuthenticationError, 401\n401 \{"type":"error".*"Invalid bearer token"/m],
  ["shows that Gemini's bad key is a 400", /^Gemini: ApiError, 400\n\{"error":.*"reason":"API_KEY_INVALID"/m],
  ["reports Groq's body", /^Groq: AuthenticationError, 401\n401 \{"error":\{"message":"Invalid API Key"/m],
  // OpenAI, Anthropic, Gemini, Groq.
  ...[
    ['bad request', '400 400 400 400'],
    ['bad key', '401 401 400 401'],
    ['not allowed', '403 403 403 403'],
    ['no such model', '404 404 404 404'],
    ['took too long', '408 504 504 408'],
    ['too large', '413 413 400 413'],
    ['unprocessable', '422 400 400 422'],
    ['rate limit', '429 429 429 429'],
    ['server error', '500 500 500 500'],
    ['unavailable', '503 503 503 503'],
    ['overloaded', '503 529 503 503'],
    ['my timeout', 'none none none none'],
    ['lost connection', 'none none none none'],
    ['cut stream', 'none none none none'],
  ].map(([cause, statuses]): [string, RegExp] => [
    `knows the statuses of: ${cause}`,
    new RegExp(`^${cause} +${statuses?.replaceAll(' ', ' +')}$`, 'm'),
  ]),
  inTable('OpenAI', 'too large', '413', 'APIError'),
  inTable('OpenAI', 'unprocessable', '422', 'UnprocessableEntityError'),
  inTable('OpenAI', 'overloaded', '503', 'InternalServerError'),
  inTable('OpenAI', 'my timeout', 'none', 'APIConnectionTimeoutError'),
  inTable('OpenAI', 'lost connection', 'none', 'APIConnectionError'),
  inTable('OpenAI', 'cut stream', 'none', 'TypeError'),
  inTable('Anthropic', 'overloaded', '529', 'OverloadedError'),
  inTable('Anthropic', 'too large', '413', 'ContentTooLargeError'),
  inTable('Anthropic', 'took too long', '504', 'GatewayTimeoutError'),
  inTable('Gemini', 'bad key', '400', 'ApiError'),
  inTable('Gemini', 'my timeout', 'none', 'DOMException'),
  inTable('Groq', 'took too long', '408', 'APIError'),
  ['exceeds the context of OpenAI', /^\S+ +128000 +400 +This model's maximum context length is/m],
  ['exceeds the context of Anthropic', /^claude-\S+ +200000 +400 +prompt is too long: \d+ tokens >/m],
  ['fits into the context of Gemini', /^gemini-\S+ +1048576 +200 +no error$/m],
  ['exceeds the context of Groq', /^\S+\/\S+ +131\d+ +400 +Please reduce the length/m],
  ["sees OpenAI's refusal end with stop", /^OpenAI +stop +I'm sorry, but I can't +200$/m],
  ["sees Anthropic's refusal", /^Anthropic +refusal +.* +200$/m],
  ["sees Gemini's refusal", /^Gemini +SAFETY +200$/m],
  ["sees OpenAI's filter", /^OpenAI +content_filter +\S.* 200$/m],
  ["sees Anthropic's filter throw", /^Anthropic +throws +Output blocked by +400$/m],
  ["sees Gemini's filter leave no candidate", /^Gemini +PROHIBITED_CONTENT +200$/m],
  ['tells the quota from the rate at OpenAI', /429 +rate_limit_exceeded +2\n.*429 +insufficient_quota +not said$/m],
  ['tells the quota from the rate at Anthropic', /429 +requests per minute +2\n.*400 +credit balance +not said$/m],
  ['tells the quota from the rate at Gemini', /GenerateRequestsPerMinute +2\n.*GenerateRequestsPerDay +\d{5}$/m],
  ['tells the quota from the rate at Groq', /429 +tokens per minute +2\n.*429 +tokens per day +229$/m],
  ['sorts out what to try again', /^try again: took too long, rate limit, server error, .*, cut stream$/m],
  ['sorts out what to mend', /^mend: bad request, bad key, .*, unprocessable$/m],
  ...[
    ['bad key', '1 1 1 1'],
    ['too large', '1 1 1 1'],
    ['server error', '3 3 1 3'],
    ['overloaded', '3 3 1 3'],
    ['rate limit', '3 3 1 3'],
    ['lost connection', '3 3 1 3'],
    ['cut stream', '1 1 1 1'],
  ].map(([cause, counts]): [string, RegExp] => [
    `counts what the SDKs retry: ${cause}`,
    new RegExp(`^${cause} +${counts?.replaceAll(' ', ' +')}$`, 'm'),
  ]),
  ['sees that a used-up quota is retried', 'requests without any credit: 3'],
  ['draws when requests were sent again', /^ +server error +\| +\| +\|$/m],
  ['draws no second request for a bad key', /^ +bad key +\|$/m],
  ['lets Gemini retry', /^sk-test-flaky: no error, requests at \(ms\): 0 \d+ \d+$/m],
  ['plots the waits', /^Waits between retries\n +↑ wait \(s\)\n +8 ┤[^]*● plain +▲ a quarter +■ full/m],
  ['draws the thundering herd', /^ +0\.0–0\.5 +100 .*\n +0\.5–1\.0 +90 .*\n +1\.0–1\.5 +0$/m],
  ['draws the trickle', /Arrivals in the first 10 s: full\n[^]*in all, from 0 to/],
  [
    'retries by itself, and only what passes',
    'sk-test-flaky.loop: no error, requests: 3\nsk-test-invalid: ApiError, requests: 1\n',
  ],
  ['puts a deadline on a call', /^timeout 0\.5 s, deadline 1 s +APIUserAbortError +1$/m],
  ['ends a pause of OpenAI', /^OpenAI +APIUserAbortError +0\.5$/m],
  ['ends a pause of Anthropic', /^Anthropic +APIUserAbortError +0\.5$/m],
  ['cannot end a pause of Groq', /^Groq +APIUserAbortError +2$/m],
  ['hits the requests per minute', /on requests per min \(RPM\): Limit 3, Used 3, Requested 1$/m],
  ['hits the tokens per minute', /on tokens per min \(TPM\): Limit 40000, Used \d+, Requested 300\d\d$/m],
  ['hits the tokens per day', /on tokens per day \(TPD\): Limit 200000, /],
  ['hits the concurrent connections', 'Number of concurrent connections has exceeded your rate limit'],
  ['reads the limits of two tiers at OpenAI', /^OpenAI +ordinary +30000 +\d+\nOpenAI +free tier +3 +40000$/m],
  ['reads the limits of two tiers at Anthropic', /^Anthropic +ordinary +4000 +\d+\nAnthropic +free tier +3 +40000$/m],
  ['finds no limits at Gemini', /^Gemini +free tier +not said +not said$/m],
  ["reads Groq's limit of a day", /^Groq +free tier +200 +40000$/m],
  ['reads what is left', /^Brot: 2 left, all back in .*s\nWasser: 1 left, .*s\nSommer: 0 left, all back in .*s$/m],
  ['loses what is over the limit', /^all at once +4 +1 +3 +\S+$/m],
  ['gets everything by backing off', /^backoff +5 +1 +4 +2\d(\.\d)?$/m],
  ['gets everything by queueing', /^queue +4 +0 +4 +2\d(\.\d)?$/m],
  ['gets everything in a batch', /^batch +1 +0 +4 +\d(\.\d)?$/m],
  ['gets everything from two providers', /^spread +4 +0 +4 +\d(\.\d)?$/m],
  ['has all answers', /^(Brot Wasser Sommer Hund\n){4}/m],
  [
    'draws when the ways sent their requests',
    /When the requests were sent\n +all at once +‖\n +backoff +‖ +\|\n +queue +‖ +\|/,
  ],
])('lesson 5 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})

test('lesson 5 shows that a timeout is for one attempt', async () => {
  const [seconds] = await numbersIn(/^timeout 0\.5 s +APIConnectionTimeoutError +(\S+)$/m)
  expect(seconds).toBeGreaterThan(2.5)
  expect(seconds).toBeLessThanOrEqual(3)
})

test('lesson 5 shows what jitter is good for', async () => {
  expect(await numbersIn(/^plain +(\d+) +(\d+) +(\S+)$/m)).toEqual([550, 450, 47.5])
  const [requests, refused, seconds] = await numbersIn(/^full +(\d+) +(\d+) +(\S+)$/m)
  expect(requests).toBeLessThan(350)
  expect(refused).toBeLessThan(250)
  expect(seconds).toBeLessThan(10)
})

test("lesson 5 shows that Gemini's client does not listen", async () => {
  const [second] = await numbersIn(/^sk-test-rate-limited: ApiError, requests at \(ms\): 0 (\d+) \d+$/m)
  expect(second).toBeLessThan(2000)
})
