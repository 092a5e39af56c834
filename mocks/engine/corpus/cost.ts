import type { Text } from './text.ts'

export const cost: readonly Text[] = [
  {
    asks: [
      'how does LLM pricing work',
      'pricing',
      'price',
      'how is the cost of an API call calculated',
      'what does an API call cost',
      'price per million tokens',
    ],
    answers: [
      'LLM APIs charge by the token, with one price per million input tokens and a higher one for output. A single request therefore costs input tokens times their price plus output tokens times theirs, divided by a million. Both counts stand in the usage field of the response. Cached input and batch jobs get a discount, and hidden reasoning counts as output. Small models are often ten or more times cheaper than large ones.',
      'The price of a call depends on the model, on the tokens you send, and on those it writes. Multiply each count from the usage field by its price per million, add the two, and you know the amount to a fraction of a cent. Cached input and batch jobs get a discount, and hidden reasoning counts as output. Small models are often ten or more times cheaper than large ones, so compare them before you tune anything else.',
    ],
  },
  {
    asks: [
      'why does output cost more than input',
      'input versus output price',
      'output price',
      'are output tokens more expensive',
      'difference between input and output tokens in price',
    ],
    answers: [
      'Output tokens cost more than input tokens, often about five times as much, because the model must produce them one after another. Reading a prompt can be done for all its parts in parallel, whereas writing takes a full pass through the network for every new token. A long answer is therefore the expensive part of many calls. Ask for brevity and set a limit. For long documents with short replies, though, the input dominates the bill.',
      'Providers charge more for writing than for reading, so an output token is often about five times as expensive as an input token. The reason is work: a prompt is read in parallel, but writing takes a full pass through the network for every new token. Look at your own traffic before you start to save. In chats and stories the answer weighs most; for long documents with short replies, though, the input dominates the bill and trimming it pays off.',
    ],
  },
  {
    asks: [
      'how do I estimate a monthly bill',
      'monthly cost',
      'estimate cost per month',
      'how much will my app cost per month',
      'calculate API costs for many requests a day',
    ],
    answers: [
      'To estimate a monthly bill, multiply the requests per day by thirty and by the average cost of one request. That average is input tokens times their price plus output tokens times theirs, divided by a million. Take the token counts from a sample of real calls, not from a guess. Add a margin for retries, growing chat history, and hidden reasoning. Then vary one number at a time and see which matters most.',
      'A monthly estimate needs four numbers: requests per day, average input, average output, and the prices of the model. Work out what one request costs, then multiply by the daily volume and by thirty. Take the token counts from a sample of real calls, because guesses are usually too low. Add a margin for retries, growing chat history, and hidden reasoning. Finally compare the result with a cheaper model, for that switch often saves more than any other idea.',
    ],
  },
  {
    asks: [
      'how do I reduce cost',
      'reduce cost',
      'save money',
      'how can I make my LLM app cheaper',
      'how do I halve the cost without losing quality',
      'ways to lower the API bill',
    ],
    answers: [
      'The strongest way to reduce cost is to use a smaller model for every task it can do well. After that come shorter prompts, a limit on output, a cache for repeated questions, and prompt caching for fixed instructions. Work that can wait belongs in a batch at half the price. Change one thing, measure tokens and quality on the same examples, and keep only what holds up. Many applications halve their bill this way.',
      'You reduce cost by giving easy requests to a cheaper model, sending fewer tokens, and not asking the same thing twice. Trim the chat history, ask for brief answers, and store replies to frequent questions. Work that can wait belongs in a batch at half the price. Lower the reasoning effort where the task is simple, since thinking is billed too. Change one thing, measure tokens and quality on the same examples, and keep only what holds up.',
    ],
  },
  {
    asks: [
      'what is prompt caching',
      'prompt caching',
      'prompt cache',
      'how does provider caching of prompts work',
      'cache_control',
      'how do I structure a prompt so that it is cached',
    ],
    answers: [
      'Prompt caching lets the provider reuse its work on the beginning of a prompt it has read a short while ago, at a fraction of the normal input price. Only an identical start counts, so place fixed instructions, examples, and documents first and the changing question last. OpenAI caches long prompts automatically, whereas Anthropic wants you to switch it on with cache_control. Entries expire after a while without use. The answer itself is still written afresh each time.',
      'With prompt caching, a long and repeated beginning of your prompts is billed at a fraction of the normal input price. Place fixed instructions, examples, and documents first and the changing question last, because a single altered word breaks the match from there on. OpenAI caches long prompts automatically, whereas Anthropic wants you to switch it on with cache_control. Some providers charge extra for the first write. Check the cached tokens in the usage report to see whether it works.',
    ],
  },
  {
    asks: [
      'what is a response cache',
      'response cache',
      'how do I cache answers',
      'how do I avoid paying twice for the same question',
      'semantic cache',
      'cache key for LLM responses',
    ],
    answers: [
      'A response cache stores finished answers in your own system, so that an identical request costs nothing the second time. Build the key from everything that influences the result: model, messages, and parameters, hashed together. Give entries a lifetime, and never share personal answers between users. It pays off for frequent questions and repeated jobs, less for open chat. A semantic cache goes further and matches similar questions by their embeddings, at the risk of a wrong hit.',
      'With a response cache you keep each answer and return it when the same request comes again, without calling the model. Build the key from everything that influences the result: leave out one setting and users get the wrong text. It pays off for frequent questions and repeated jobs, and hits come back in milliseconds. Give entries a lifetime, and never share personal answers between users. Save only successful and complete responses, not errors or replies cut at the limit.',
    ],
  },
  {
    asks: [
      'what is the batch API',
      'batch API',
      'batch',
      'how do I process many prompts cheaply',
      'when should I use batch processing',
      'half price for jobs that can wait',
    ],
    answers: [
      'The batch API runs many requests together in the background, usually within a day, at half the normal price. You submit a list, each entry with an id of your own, and the provider works on it when there is free capacity. Poll for the status and fetch the results at the end; match them by id, since the order may change. It suits evaluations, archives, and nightly reports, but never a user who is waiting.',
      'A batch is a bundle of requests that the provider may process at leisure, usually within a day, at half the normal price. OpenAI reads them from an uploaded file with one JSON object per line, while Anthropic takes them in a single call. Poll for the status and fetch the results at the end; match them by id, since the order may change. Some entries can fail while others succeed, so check each. Use it for work that can wait until tomorrow.',
    ],
  },
  {
    asks: [
      'what is model routing',
      'tiered models',
      'routing',
      'how do I use a cheap model first and a strong one when needed',
      'model cascade',
      'which requests need the big model',
    ],
    answers: [
      'Model routing sends each request to the cheapest model that can handle it well. Easy work such as classification, extraction, and short replies goes to a small one, while hard reasoning gets a large one. A router can be a simple rule on length or task, or a quick call that judges difficulty. In a cascade you try the small model first and move up only if a check fails. Measure quality for each tier, or the savings are an illusion.',
      'With tiered models you keep two or three sizes at hand and choose one by the difficulty of the request. Easy work such as classification, extraction, and short replies goes to a small one, and only the rest climbs to the expensive tier. In a cascade you try the small model first and move up only if a check fails, for instance when JSON is invalid. Where most traffic is easy, the average price falls sharply. Log which tier answered.',
    ],
  },
  {
    asks: [
      'what is fine-tuning',
      'fine-tuning',
      'does fine-tuning save money',
      'when should I fine-tune a model',
      'fine-tuning or prompting',
      'how do I train a model on my own examples',
    ],
    answers: [
      'Fine-tuning trains an existing model further on your own examples, so that it learns a style or a task without long instructions. It can save money when a small tuned model replaces a large one. You pay for training and often more per token, so work out the volume at which it breaks even. Fine-tuning teaches form better than facts; for knowledge, retrieval is the better tool. Try good prompting first.',
      'To fine-tune a model means to continue its training with many of your own examples of question and ideal answer. The gain is consistent form and shorter prompts, and it can save money when a small tuned model replaces a large one. As a rule, fine-tuning teaches form better than facts; for knowledge, retrieval is the better tool. Every retired base model forces you to train again. Try good prompting first, and work out the volume at which it breaks even.',
    ],
  },
  {
    asks: [
      'how do shorter prompts save money',
      'shorter prompts',
      'output limits',
      'how do I make answers shorter',
      'how do I trim my prompt',
      'does max tokens reduce cost',
    ],
    answers: [
      'Shorter prompts and output limits save money directly, because every token you neither send nor receive is not billed. Cut repeated instructions, drop examples that do not improve the result, and send only the relevant part of a document. Ask for a length in words, for a plain list, or for bare JSON. A token limit is only a safety net: it cuts the text, it does not make the model concise. Check quality on real examples after each change.',
      'Fewer tokens in and out mean a smaller bill, so trim the prompt and limit the answer. System messages deserve special attention, since they travel with every single request. Cut repeated instructions, and send only the relevant part of a document. Ask for a length in words, for it steers the model better than a hard stop. A token limit is only a safety net: it cuts the text, it does not make the model concise. Hidden reasoning uses it up as well.',
    ],
  },
  {
    asks: [
      'what is a budget guard',
      'budget guard',
      'how do I prevent a huge bill',
      'spending limit',
      'how do I stop my program when it costs too much',
      'set a budget for API calls',
    ],
    answers: [
      'A budget guard is a small piece of code that adds up what your calls have cost and refuses the next one when a limit would be passed. Estimate the price before the call from the counted input and the maximum output, and record the true amount from usage afterwards. Set one limit per user and another for the whole day. Spending limits in the provider console are a useful second wall, though some react with a delay.',
      'To prevent a huge bill, put a budget guard between your program and the API: it knows the prices, counts the tokens, and says no in time. Estimate the price before the call from the counted input and the maximum output, because later is too late. Record the true amount from usage, per user and per day. Loops and retries are the usual culprits, so send a warning at eighty percent. Spending limits in the provider console are a useful second wall.',
    ],
  },
  {
    asks: [
      'is there a free way to start',
      'free',
      'how can I use an LLM API for free',
      'free tier',
      'do I need a credit card to learn this',
      'run a model for free on my own computer',
    ],
    answers: [
      'You can start for free with the free tier of a provider, with a model on your own computer, or with a simulated API. Google and Groq, for example, have offered free tiers with low rate limits; read the terms, since free use may allow others to learn from your texts. Programs such as Ollama and LM Studio run open models locally without a key. Simulated providers cost nothing at all and are ideal for practice and tests.',
      'There are several free ways to start: free tiers, local models, and simulated providers. A free tier has low rate limits and its own terms, so do not send private data there. Programs such as Ollama and LM Studio run open models locally without a key, as fast as your computer allows. Simulated providers cost nothing at all and are ideal for practice and tests, because the requests look the same. Later you change only the base URL and the key.',
    ],
  },
]
