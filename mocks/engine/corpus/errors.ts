import type { Text } from './text.ts'

export const errors: readonly Text[] = [
  {
    asks: [
      'what errors can an LLM API return',
      'common API errors',
      'errors',
      'which HTTP status codes should I know',
      'list of error codes',
      'why did my API call fail',
    ],
    answers: [
      'The common errors of an LLM API are of two kinds: mistakes in your request and failures of the service. Status 400 means a malformed request, 401 a bad key, 403 a missing permission, 404 an unknown model, and 429 too many calls. Numbers from 500 upward point to trouble on the other side, and a timeout or lost connection has no status at all. Correct your own mistakes; retry the rest and, after a pause, most cases of 429.',
      'An LLM API reports most failures through an HTTP status code together with a JSON body that explains the reason. Some ask you to change something: 400 means a malformed request, 401 a bad key, 403 a missing permission, 404 an unknown model. A special case is 429, which asks you to slow down. Numbers from 500 upward point to trouble on the other side, so waiting and trying again usually helps. Always log the request id.',
    ],
  },
  {
    asks: [
      'what does error 400 mean',
      '400',
      'bad request',
      'invalid_request_error',
      'why do I get status 400 from the API',
      'unsupported parameter',
    ],
    answers: [
      'Error 400 means that the server received your request but rejects its content. A field is missing, misspelled, of the wrong type, or not supported by the chosen model; newer reasoning models, for example, refuse a custom temperature. The message usually names the parameter, so read it first. Sending the same request again cannot help. Surprisingly, Gemini also answers a wrong key with this status, where others would use 401.',
      'Status 400, called bad request, says that something in your JSON is wrong and must be changed before the call can succeed. Typical reasons are a parameter that is not supported by the chosen model, an empty list of messages, or an input longer than the context window. The message usually names the parameter, so print it in full. Sending the same request again cannot help, and the clients rightly do not try.',
    ],
  },
  {
    asks: [
      'what does error 401 mean',
      '401',
      'authentication error',
      'invalid API key',
      'incorrect API key provided',
      'why is my key rejected',
    ],
    answers: [
      'Error 401 means that the API could not verify who you are, because the key is missing, wrong, or revoked. Check that the environment variable is really loaded, that no blank or quotation mark slipped in while copying, and that you use the base URL of the right provider. Retrying is pointless until the key changes. Print only its last four characters when you debug, never the whole secret.',
      'Status 401 is an authentication failure: the key is missing, wrong, or revoked. First check that the environment variable is really loaded, since a forgotten env file is a frequent cause. Each provider expects its own kind of key, so one sent to the wrong base URL fails as well. Create a new one if the old may have leaked. Retrying is pointless until the key changes, and the official clients therefore raise the error at once.',
    ],
  },
  {
    asks: [
      'what does error 403 mean',
      '403',
      'permission denied',
      'forbidden',
      'why may I not use this model although my key works',
      'difference between 401 and 403',
    ],
    answers: [
      'Error 403 means that the API knows who you are but does not allow what you ask for. The key may be restricted to other models or endpoints, the project may lack access, or your country may not be served. Read the code in the error body and look at the permissions of the key in the console. With 401 the identity is in doubt, whereas here only the right is missing. A retry changes nothing.',
      'Status 403, permission denied, says that your identity is accepted but the action is forbidden. Reasons differ: the key may be restricted to other models or endpoints, an organisation rule may block the project, or your country may not be served. Some gateways use the same number for moderated content. Read the code in the error body and look at the permissions of the key in the console. A retry changes nothing until somebody grants access.',
    ],
  },
  {
    asks: [
      'what does 404 model not found mean',
      '404',
      'model not found',
      'the model does not exist or you do not have access to it',
      'why does an old model name no longer work',
      'my model has been retired',
    ],
    answers: [
      'Error 404 with model not found means that no model of that name is available to your key. It may be misspelled, belong to another provider, or have been retired, as happens to names in older tutorials. Ask the models endpoint for a current list and copy the id exactly. Keep the name in one configuration value, so that a replacement takes one line. Sending the request again does not bring a retired model back.',
      'Model not found is usually a 404 error that says your request names no model you may use. Providers retire models regularly, which is why names in older tutorials often fail today. Ask the models endpoint for a current list and compare spelling, prefix, and base URL. Some accounts also need special access to the newest ones. Keep the name in one configuration value, so that a replacement takes one line and no search through the code.',
    ],
  },
  {
    asks: [
      'what does error 429 mean',
      '429',
      'rate limit error',
      'too many requests',
      'rate limit reached for my organization',
      'how do I handle a rate limit',
    ],
    answers: [
      'Error 429 means that you have sent more requests or tokens than your limit allows in a given time. Pause for as long as the retry-after header says, or back off with growing delays if there is none. The OpenAI and Anthropic clients retry twice on their own. Should it happen often, queue your calls, shorten prompts, or ask for a higher tier. Check the code as well, because an empty balance can hide behind the same number.',
      'A 429 is the polite way of an API to say slow down: too many requests or too many tokens came in a given time. Wait if the retry-after header says so, or back off with growing delays if there is none. Spread bursts over a queue, lower the number of parallel calls, and reduce the size of each. Check the code as well, because an empty balance can hide behind the same number and no waiting will cure that.',
    ],
  },
  {
    asks: [
      'what is the difference between quota and rate limit',
      'quota',
      'insufficient_quota',
      'you exceeded your current quota',
      'quota versus rate',
      'why do I get 429 although I made only one call',
    ],
    answers: [
      'A rate limit restricts how fast you may call, while a quota restricts how much you may use or spend in total. Both can appear as status 429, so look at the error code in the body. Too much speed heals itself within seconds or minutes. An exhausted quota stays until the period resets or somebody adds credit, and retrying only wastes time. New accounts without a payment method often meet this on their very first call.',
      'Quota and rate are two limits: the first counts your total use or money, the second your speed. Both can appear as status 429, which confuses many beginners. If the code reads insufficient_quota, credit is missing and you must visit the billing page, whereas rate_limit_exceeded only asks for patience. Let your program wait in the latter case and stop with a clear message in the former. An exhausted quota stays until the period resets or somebody adds credit.',
    ],
  },
  {
    asks: [
      'what do errors 500, 503 and 529 mean',
      '503',
      '529',
      'overloaded_error',
      'internal server error',
      'the model is overloaded, please try again later',
    ],
    answers: [
      'Errors 500, 503, and 529 all say that the provider failed, not you. A 500 is an internal fault, 503 means temporarily unavailable, while 529 is the code Anthropic uses when its servers are overloaded. Your request was fine, so wait a little and send it again with growing pauses. If the trouble lasts for minutes, look at the status page and switch to a fallback model. Quote the request id when you contact support.',
      'The statuses 500, 503, and 529 report trouble on the side of the provider. An internal fault comes as 500, a temporarily unavailable service as 503, while 529 is the code Anthropic uses when its servers are overloaded. The OpenAI and Anthropic clients retry such failures twice by themselves. If the trouble lasts for minutes, look at the status page and switch to a fallback model. Do not hammer a struggling service; longer pauses help everybody recover.',
    ],
  },
  {
    asks: [
      'what should I do about timeouts',
      'timeout',
      'request timed out',
      'how long should I wait for an LLM response',
      'how do I set a timeout for an API call',
      'connection error',
    ],
    answers: [
      'A timeout ends a call that takes too long, and you should set one yourself instead of trusting the default. The OpenAI and Anthropic clients wait ten minutes, which is far too patient for a web page. Choose what fits the task: perhaps thirty seconds for a chat reply, more for heavy reasoning. Remember that retries multiply the wait, so set a deadline for the whole operation. The abandoned request may still be billed.',
      'Timeouts protect your program from waiting forever, and every call to a model deserves one that fits its task. Defaults differ: the OpenAI and Anthropic clients wait ten minutes, Groq stops after one, and the client for Gemini sets none. Remember that retries multiply the wait, so set a deadline for the whole operation as well. Streaming helps with long outputs, since text keeps flowing. Afterwards you cannot know whether the work was done, and it may still be billed.',
    ],
  },
  {
    asks: [
      'which errors should I retry',
      'retry',
      'when should I not retry',
      'which status codes are retryable',
      'does the SDK retry automatically',
      'how many times should I retry a failed call',
    ],
    answers: [
      'Retry errors that may pass by themselves: lost connections, timeouts, and the statuses 408, 409, 429, and everything from 500 upward. Leave 400, 401, 403, and 404 alone, because the same request will fail in the same way. Two or three attempts are enough for a user who is waiting. The OpenAI, Anthropic, and Groq clients already make two retries, so your own loop on top would multiply them; switch one of the two off.',
      'Only temporary failures deserve a retry: lost connections, timeouts, rate limits, and server errors. Whatever tells you to change the request, such as 400, 401, 403, or 404, should reach a human instead. The OpenAI, Anthropic, and Groq clients already make two retries, while ordinary Gemini calls make none unless you configure them. Limit the attempts, pause between them, and never repeat a call when the quota is exhausted. Two or three attempts are enough for most programs.',
    ],
  },
  {
    asks: [
      'what is exponential backoff',
      'exponential backoff',
      'backoff',
      'how long should I wait between retries',
      'formula for retry delays',
      'how do I write a retry loop',
    ],
    answers: [
      'Exponential backoff is a way of retrying in which each pause is twice as long as the one before. With a base of half a second you wait that long first, then one, two, and four seconds, up to a cap such as eight. In a formula, the delay is the base times two to the power of the attempt, counted from zero. Doubling gives a struggling server time to recover, and the cap keeps the user from waiting forever. Add some randomness on top.',
      'With exponential backoff, the pause after a failure doubles at every attempt. Start with a base of half a second, continue with one, two, and four seconds, up to a cap such as eight. Doubling gives a struggling server time to recover, while a fixed short delay would keep up the pressure. Honour a retry-after header first if there is one. Add some randomness on top, and give up after a small number of tries.',
    ],
  },
  {
    asks: [
      'what is jitter',
      'jitter',
      'why add randomness to retries',
      'why do retries need jitter',
      'thundering herd',
      'full jitter',
    ],
    answers: [
      'Jitter is a random part in each retry delay, so that many clients do not come back at the same moment. Imagine a thousand programs rejected together: without randomness they all wait exactly one second and crash into the server again. Full jitter picks any delay between zero and the computed backoff; milder versions shorten it by up to a quarter. A single random number is all it takes, and the load then spreads into an even flow.',
      'Adding jitter means making retry delays slightly random. Imagine a thousand programs rejected together: with equal pauses they return at once, fail again, and form what engineers call a thundering herd. Full jitter picks any delay between zero and the computed backoff, while the official clients only shorten it by up to a quarter. Either way the load then spreads into an even flow, and the price is one line of code.',
    ],
  },
  {
    asks: [
      'what is the retry-after header',
      'retry-after',
      'how long does the server want me to wait',
      'how do I read retry-after',
      'retry-after-ms',
      'where does Gemini say when to retry',
    ],
    answers: [
      'The retry-after header tells you how long to wait before you send the request again. Its value is a number of seconds or a date in HTTP form, and OpenAI may add a twin called retry-after-ms with milliseconds. Obey it before using your own backoff, since the server knows when your limit resets. Set an upper bound, because a wait of several minutes may be useless for your user. Gemini writes the delay into the error body instead.',
      'Servers use retry-after, a response header, to say when a new attempt makes sense. Its value is a number of seconds or a date in HTTP form; parse both, and prefer retry-after-ms when it is present. Unlike the others, Gemini writes the delay into the error body instead, under the name retryDelay. Set an upper bound, because a wait of several minutes may be useless for your user, and fall back to growing delays when no hint comes.',
    ],
  },
  {
    asks: [
      'what does context length exceeded mean',
      'error context_length_exceeded',
      'prompt is too long',
      'my input is longer than the context window',
      'maximum context length error',
    ],
    answers: [
      'Context length exceeded means that your input, sometimes together with the requested output, does not fit into the context window of the model. It usually comes as status 400, so a retry without changes is useless. Drop or summarise old messages, send only the relevant parts of a document, or choose a model with more room. Counting tokens before you send lets you react early. Leave space for the reply, since it shares the window.',
      'When the context length is exceeded, the request holds more tokens than the model can read at once, and most providers reject it with status 400. Drop or summarise old messages, split a long document, or choose a model with more room. Counting tokens before you send lets you react early instead of catching an error. Watch chats in particular: the history grows with every turn, until one day an ordinary question is too much.',
    ],
  },
  {
    asks: [
      'what is a content filter',
      'content filter',
      'refusal',
      'what does finish reason content_filter mean',
      'why did the model refuse to answer',
      'how do I detect a refusal in code',
    ],
    answers: [
      'A content filter or refusal means that the model or its guard withheld the answer you asked for, and often this is not an HTTP error at all. The status is 200, and the cause stands in the finish reason or in a refusal field, so check these before using the text. Gemini may return no candidate when the prompt itself is blocked. Show a friendly notice and let the user rephrase; do not retry blindly.',
      'A refusal is a response in which the model declines the task, while a content filter is a separate guard that stops the text. Both usually arrive with status 200, so code that looks only at errors will miss them. Finish reason, refusal field, and empty content are the signs; check these before using the text. Azure is different and rejects a flagged prompt with 400. Show a friendly notice and let the user rephrase; do not retry blindly.',
    ],
  },
  {
    asks: [
      'what are requests per minute and tokens per minute',
      'rate limits',
      'RPM and TPM',
      'which rate limits does an API have',
      'how do I stay under the rate limit',
      'how do I see my remaining requests and tokens',
    ],
    answers: [
      'Rate limits cap how many requests and how many tokens you may send per minute, and whichever is used up first stops you. Some providers add limits per day or on parallel calls. The numbers depend on your tier, your payment history, and the model. Response headers report what remains and when it resets, so a program can slow down before it is refused. A queue with a fixed pace is the simplest way to stay below.',
      'An API usually limits requests per minute (RPM) and tokens per minute (TPM) at the same time. A few huge prompts can exhaust the second while the first is hardly touched. Response headers report what remains and when it resets, except at Gemini, which sends none. The numbers depend on your tier, your payment history, and the model, so look them up in your console. Queue your calls, batch small ones, and keep output limits realistic.',
    ],
  },
  {
    asks: [
      'what is idempotency',
      'idempotency',
      'is it safe to retry an LLM call',
      'idempotency key',
      'how do I avoid doing the same thing twice after a retry',
    ],
    answers: [
      'Idempotency means that doing something twice has the same effect as doing it once. A plain completion only costs tokens when repeated, although the second text may differ from the first. The danger lies in what your program does with the answer, such as sending an e-mail or booking an order. Give every job an id, store the result under it, and look there before acting. Then a retry after a timeout does no harm.',
      'An operation is idempotent if repeating it changes nothing further, and that makes retries safe. Calls that only generate text are harmless to repeat, apart from the bill and the fact that the second text may differ from the first. Side effects need protection: give every job an id, store the result under it, and look there before acting. Tool calls that pay, send, or delete deserve special care. With this habit, a retry after a timeout does no harm.',
    ],
  },
]
