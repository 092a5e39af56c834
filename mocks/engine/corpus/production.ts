import type { Text } from './text.ts'

export const production: readonly Text[] = [
  {
    asks: [
      'how do I go to production',
      'production checklist',
      'going to production',
      'what do I need before I launch my LLM app',
      'is my LLM integration ready for real users',
    ],
    answers: [
      'Going to production means making your LLM feature safe, observable, and able to survive failures. Keep keys on the server, set timeouts, retry temporary errors, and have a fallback for the day a provider is down. Limit what each user may spend. Log every call with its tokens and request id, but without private text. Build an evaluation set so that a change of model or prompt can be judged. Then launch to a few users first and watch.',
      'Before an LLM app meets real users, it needs protection against failures, abuse, and surprise bills. Keep keys on the server, set timeouts, retry temporary errors, and tell people honestly when nothing helps. Cache frequent answers and queue heavy work. Watch latency, error rate, and cost per user from the first day. Build an evaluation set so that a change of model or prompt can be judged, and pin the model name in your configuration. Then launch to a few users first.',
    ],
  },
  {
    asks: [
      'how do queues and workers help with LLM calls',
      'queue',
      'workers',
      'how do I run many LLM jobs in the background',
      'how many calls should run in parallel',
      'submit and poll',
    ],
    answers: [
      'A queue holds LLM jobs until a worker is free, so that bursts of traffic never exceed your rate limit. The web request only stores the job and returns an id at once; the page asks for the result later. A fixed number of workers take jobs one by one, at a controlled pace, and put failed ones back with a delay. Give urgent work a higher priority. After several failures, move a job aside for a human to inspect.',
      'With a queue and a few workers, slow calls to a model run in the background, at a controlled pace. Accept the job, answer with an id, and let the page poll until the result is there. The number of workers sets how many calls run in parallel, which keeps you below the rate limit. Store jobs in a database, so that a restart loses nothing. After several failures, move a job aside for a human to inspect.',
    ],
  },
  {
    asks: [
      'how do I fall back to another provider',
      'fallback',
      'what happens when a provider is down',
      'how do I switch between providers automatically',
      'multi-provider failover',
    ],
    answers: [
      'A fallback calls a second model or provider when the first one fails with a temporary error. Hide the differences behind one function of your own that takes messages and returns text, usage, and finish reason. Try the list in order, give each a short timeout, and stop at a bad request, which would fail everywhere. Test prompts on every candidate beforehand, since models react differently. Log which one answered, or you will not notice that your favourite is down.',
      'To fall back to another provider, keep an ordered list of models and move to the next when a call times out or the service is overloaded. Hide the differences behind one function of your own that takes messages and returns text, usage, and finish reason. Test prompts on every candidate beforehand, since models react differently. Check that your privacy rules allow the second company too. Once text has been streamed to the user, a switch means starting over.',
    ],
  },
  {
    asks: [
      'what is a circuit breaker',
      'circuit breaker',
      'how do I stop calling a failing service',
      'open and half-open state',
      'when should a circuit breaker open',
    ],
    answers: [
      'A circuit breaker stops calling a service that keeps failing and gives it time to recover. It counts failures, and when too many happen in a row it opens: calls are refused at once or go to a fallback. After a pause it lets one trial request through, which is the half-open state. Success closes it again, while another failure starts a new wait. Users get a quick answer instead of a long timeout, and the provider is spared useless traffic.',
      'Like a fuse in a house, a circuit breaker cuts the connection to a failing service before the damage spreads. While it is closed, calls pass and failures are counted. When too many happen in a row it opens, and requests fail fast or take another route. After a pause it lets one trial request through, and the outcome decides whether to close or to wait again. Count only server errors and timeouts, never a bad request of your own.',
    ],
  },
  {
    asks: [
      'how should I cache in production',
      'caching',
      'where do I store cached LLM answers',
      'how long should a cache entry live',
      'cache hit rate',
    ],
    answers: [
      'Caching in production means keeping results in a shared store such as Redis, so that every server profits from a hit. Choose the lifetime by how fast the truth changes: minutes for news, weeks for a translation. Put the model name and a prompt version into the key, so that an update starts fresh. When one question arrives many times at once, let a single call run and the others wait for it. Measure the hit rate; a low one is not worth the trouble.',
      'In production you cache at several levels: finished answers, embeddings, and the fixed beginning of prompts at the provider. Keep the first two in a shared store such as Redis, so that every server profits from a hit. Put the model name and a prompt version into the key, or old replies survive an update. Choose the lifetime by how fast the truth changes, and leave private data out of common entries. Measure the hit rate; a low one is not worth the trouble.',
    ],
  },
  {
    asks: [
      'how do I hide my API key from the browser',
      'proxy',
      'backend proxy for an API key',
      'can I call the API directly from the frontend',
      'why do I need my own server between browser and provider',
    ],
    answers: [
      'To hide an API key from the browser, let the page call a small server of your own, which adds the key and forwards the request. Anything shipped to a browser can be read by its user, no matter how it is disguised. The proxy should require a login, validate the input, fix the model and output limit, and allow each user only so many calls. Return just the text, not the raw error. Serve it over HTTPS.',
      'A proxy hides the key: it runs on your server, reads the secret from an environment variable, and is the only one to talk to the provider. Anything shipped to a browser can be read by its user, so a key in frontend code is as good as stolen. The proxy should require a login, validate the input, fix the model and output limit, and refuse anyone who calls too often. Otherwise strangers would use your open endpoint at your expense.',
    ],
  },
  {
    asks: [
      'what should I log for LLM calls',
      'logging',
      'redaction',
      'how do I keep keys and personal data out of logs',
      'how do I redact secrets from log messages',
      'request id',
    ],
    answers: [
      'Log the facts of every LLM call, such as model, latency, status, tokens, cost, and request id, but never the key and rarely the text. That id is what support will ask for. Redaction replaces secrets and personal data, for instance e-mail addresses and bearer tokens, with a placeholder before a line is written. Do it in the logger itself, so that nobody can forget. If prompts must be kept for debugging, restrict access and delete them after some days.',
      'Redaction means removing keys and personal data from log lines before they are written. Build it into the logger itself, so that nobody can forget. What you do want to keep are model, latency, status, tokens, cost, and request id, because these explain slow calls and high bills. Error objects deserve a careful look, since some carry headers with the key inside. If prompts must be kept for debugging, restrict access and delete them after some days.',
    ],
  },
  {
    asks: [
      'what should I monitor in an LLM app',
      'monitoring',
      'alerts',
      'which metrics matter for LLM calls',
      'how do I notice that something goes wrong',
      'observability',
    ],
    answers: [
      'Monitor four things in an LLM app: latency, error rate, tokens with their cost, and the quality of answers. Look at percentiles rather than averages, because users complain about the slowest few calls. Alert on a sudden rise of 429 or server errors, on a spending rate above plan, and on more refusals or truncated texts than usual. Usage warnings in the provider console are a second safety net. Each alarm should name an action, or people learn to ignore it.',
      'Good monitoring tells you within minutes that calls are slower, dearer, or worse than yesterday. Record latency, error rate, tokens with their cost, and the finish reason of each call. Look at percentiles rather than averages, and separate the time to the first piece from the total. Alert on a sudden rise of 429 or server errors, on a spending rate above plan, and on growing queues. Sample a few answers every week and judge them, for a fluent wrong reply raises no alarm.',
    ],
  },
  {
    asks: [
      'how do I test an LLM integration',
      'mocking',
      'integration tests',
      'mock an LLM API',
      'MSW',
      'how do I write tests without calling the real API',
    ],
    answers: [
      'Test an LLM integration by replacing the network with a mock, so that tests are fast, free, and give the same result each time. A tool such as MSW intercepts the HTTP request and returns what the real service would send, while your code and the SDK stay unchanged. Cover the ugly cases: a rate limit, a timeout, a broken stream, invalid JSON, a refusal. Assert on what was sent as well as on what came back.',
      'Mocking lets you test code that calls a model without a key, a bill, or a random answer. A tool such as MSW intercepts the HTTP request and returns what the real service would send, so even the SDK runs for real. Check that the right model, messages, and headers left your program. Cover the ugly cases: a rate limit, a timeout, a broken stream, invalid JSON, a refusal. Keep a few live tests besides, since only those notice that an API has changed.',
    ],
  },
  {
    asks: [
      'what is prompt injection',
      'prompt injection',
      'how do I protect my app from malicious prompts',
      'ignore previous instructions attack',
      'can a document contain instructions for the model',
      'jailbreak',
    ],
    answers: [
      'Prompt injection is an attack in which text the model reads, from a user or a document, contains instructions that override yours. The model cannot reliably tell data from commands, so no wording of the system prompt makes you safe. Limit the damage instead: give tools the least rights they need, ask a human before anything irreversible, and check outputs by code. Keep secrets out of the prompt, because whatever stands there may be revealed.',
      'In a prompt injection, somebody hides commands in a web page, an e-mail, or a form, and the model obeys them as if they came from you. Marking foreign text clearly as data helps, but the model cannot reliably tell data from commands. Limit the damage instead: give tools the least rights they need, and ask a human before anything irreversible. Treat every output as untrusted input for your program. Keep secrets out of the prompt, because whatever stands there may be revealed.',
    ],
  },
  {
    asks: [
      'how do I evaluate answers',
      'evaluation',
      'evals',
      'how do I know that a new prompt is better',
      'how do I compare two models',
      'LLM as a judge',
    ],
    answers: [
      'Evaluation means running a fixed set of examples through your prompt or model and scoring the answers. Collect fifty or more real questions with what a good reply must contain, including the awkward ones. Score by code where you can, such as exact labels or valid JSON, and let a strong model or a person judge the rest. Run the set before every change of prompt, model, or parameter. One impressive answer proves nothing; a hundred comparable scores do.',
      'You evaluate answers by scoring them on the same examples each time, never by a glance at one that looks nice. Score by code where you can, and let a strong model or a person judge the rest; compare such a judge with human opinions now and then. Run the set before every change of prompt, model, or parameter. Repeat each question several times, since outputs vary. Add every failure that users report, and your collection becomes more valuable each month.',
    ],
  },
  {
    asks: [
      'how do I protect user data when I call an LLM',
      'privacy',
      'personal data',
      'does the provider keep or train on my prompts',
      'GDPR and LLM APIs',
      'can I send confidential text to an API',
    ],
    answers: [
      'Protect user data by sending as little of it as possible and by knowing what the provider does with the rest. Remove names, addresses, and numbers the task does not need, or replace them by placeholders and put them back afterwards. Paid APIs usually promise not to train on your data but may keep it for some weeks to detect abuse; free tiers can differ. Read the contract, choose a suitable region, and tell your users. For strict cases, run a model yourself.',
      'Everything in a prompt leaves your system, so privacy begins with leaving personal data out. Remove names, addresses, and numbers the task does not need. Ask the provider whether text is stored, for how long, and where; some interfaces keep responses unless you switch that off. Paid APIs usually promise not to train on your data, while free tiers can differ. A contract for data processing is required in many countries. For strict cases, run a model yourself on hardware you control.',
    ],
  },
  {
    asks: [
      'how do I reduce latency',
      'latency',
      'why is the API slow',
      'make LLM responses faster',
      'what determines how long a call takes',
    ],
    answers: [
      'Latency depends mostly on how many tokens the model must write, so the surest way to reduce it is a shorter answer. A smaller model writes faster, lower reasoning effort thinks less, and prompt caching shortens the reading of long prompts. Run independent calls in parallel instead of one after another. Streaming does not speed up the whole, but it shows the first words early. Measure where the time goes before you change anything.',
      'An LLM call takes as long as its network trip, the reading of the prompt, and above all the writing of each output token. To reduce latency, ask for brief answers and choose a smaller model or lower reasoning effort. Run independent calls in parallel instead of one after another, reuse connections, and pick a region close by. Streaming does not speed up the whole, but it shows the first words early. A cached answer beats every other trick, for it needs no model at all.',
    ],
  },
]
