import type { Text } from './text.ts'

/** Who serves models, where, and how to choose. */
export const providers: readonly Text[] = [
  {
    asks: [
      'what is a provider',
      'LLM provider',
      'what does a provider do',
      'which providers are there',
      'companies that offer LLM APIs',
    ],
    answers: [
      'A provider is a company that runs language models on its servers and lets you use them through an API. OpenAI, Anthropic, Google and Mistral serve models they trained themselves; Groq, Together and Fireworks mostly host open-weight ones made by others. Wherever you go, you sign up, create a key, and pay by the token. Limits, prices, data rules and features differ, so comparing two or three on your own task is time well spent.',
      'An LLM provider offers access to language models over the network, so that you need no graphics cards of your own. Some companies serve models they trained themselves; others rent out open-weight ones that anybody may host. The routine is alike everywhere: you sign up, create a key, and pay by the token. What differs is the spelling of requests, the accepted parameters, the limits and the price, which a small adapter in your code can hide.',
    ],
  },
  {
    asks: ['what is OpenAI', 'OpenAI API', 'how do I call OpenAI', 'OpenAI models and endpoints', 'OPENAI_API_KEY'],
    answers: [
      'OpenAI is the company behind ChatGPT, and its API offers text, image, audio and embedding models. The openai package reads the key from OPENAI_API_KEY and sends it as a Bearer header. Two endpoints matter most for text: chat completions, copied by many other servers, and the newer Responses API with stored conversations and built-in tools. Its current models reason before they answer; you steer that with an effort setting, not with temperature.',
      'OpenAI offers an LLM API with models of several sizes, from small and cheap to large and thorough. In Node you install the openai package, which reads the key from OPENAI_API_KEY and repeats failed calls twice. For text there are chat completions, copied by many other servers, and the newer Responses API, which is recommended for new work. Separate endpoints serve embeddings, images, speech, token counting and batches, the last at a discount for jobs that can wait.',
    ],
  },
  {
    asks: [
      'what is Anthropic',
      'Anthropic API',
      'what is Claude',
      'how do I call Claude',
      'Messages API',
      'differences between the Anthropic and the OpenAI request',
    ],
    answers: [
      'Anthropic is the company that makes the Claude models and offers them through its Messages API. Three things differ from OpenAI: max_tokens is required, the system prompt goes into a field of its own, and an anthropic-version header fixes the shape of the API. The reply holds a list of content blocks and a stop_reason such as end_turn. Temperature and top_p are refused by the current version; use effort to choose how hard the model thinks.',
      "Anthropic's API gives access to Claude through one main endpoint, called messages. Mind three of its habits: max_tokens is required, the system prompt goes into a field of its own, and cached input is counted apart from the rest. What comes back is a list of content blocks, so read the text from the block of that type. A second endpoint counts tokens before you send anything. There is none for embeddings, which you get from another service.",
    ],
  },
  {
    asks: [
      'what is Google Gemini',
      'Gemini API',
      'how do I call Gemini',
      'what is different about Gemini',
      'google genai',
    ],
    answers: [
      "Gemini is Google's family of language models, reached with the genai package and a key from AI Studio. That key travels in the x-goog-api-key header. Its words differ from the others: messages are called contents, the assistant's role is model, and the text sits in candidates under content and parts. The newest models ignore temperature without any error and take a thinking level instead. Note that a bad key brings a 400 rather than a 401.",
      "Google's Gemini models are offered through an API with its own vocabulary. Here messages are called contents, the assistant's role is model, and the answer lies in candidates. Google now recommends its Interactions API and calls the older generateContent method legacy; for the latter, the SDK does not retry unless you ask. The key comes from GOOGLE_API_KEY or GEMINI_API_KEY; with both set, the first wins. Surprisingly, a bad key brings a 400 rather than a 401.",
    ],
  },
  {
    asks: ['what is Groq', 'Groq', 'why is Groq so fast', 'Groq API', 'is Groq the same as Grok'],
    answers: [
      'Groq is a provider that runs open-weight models on chips of its own design and is known for very fast answers. It serves families such as gpt-oss and Qwen through an OpenAI-compatible API, so the openai package works once you change the base URL. There is also a groq-sdk. Temperature is accepted, while n must be one and penalties and logprobs are not supported. Do not confuse it with Grok, which is a model by xAI.',
      'Groq hosts open-weight models and makes its name with speed, because it builds special chips for inference. You reach it through an OpenAI-compatible API, so the openai package works once you change the base URL and the key. Its own groq-sdk waits one minute before giving up, against ten at OpenAI. Headers report two limits, requests per day and tokens per minute. A retired model is answered with a clear message that it was decommissioned.',
    ],
  },
  {
    asks: [
      'what is Mistral',
      'Mistral',
      'Mistral API',
      'how do I call Mistral with the openai client',
      'European LLM provider',
    ],
    answers: [
      "Mistral is a French company that offers both open-weight and commercial language models through its API. The chat endpoint looks like OpenAI's chat completions, so the openai client works with Mistral's base URL. Small differences remain: the seed is called random_seed, and the length limit is max_tokens. Temperature and top_p are still accepted. Many choose it because of its European home, or since some of the models may be downloaded and run privately.",
      "Mistral is a European provider whose models can be rented by API or, for the open-weight ones, run on your own machine. Its endpoint closely follows OpenAI's chat completions, so the openai client works with Mistral's base URL and a key from MISTRAL_API_KEY. The company's own SDK leaves retries switched off unless you configure them. Small differences remain: the seed is called random_seed, and a reply may end with the reason model_length when the window is full.",
    ],
  },
  {
    asks: [
      'differences between providers',
      'how do the providers differ',
      'compare OpenAI Anthropic Gemini and Groq',
      'OpenAI vs Claude vs Gemini',
      'are all LLM APIs the same',
    ],
    answers: [
      'Providers differ less in what they do than in how the request and the reply are spelled. The key goes into a Bearer header with most SDKs, and into x-goog-api-key for Gemini. The text sits in choices at OpenAI, in content blocks at Anthropic, in candidates at Google. Defaults vary too: three of the common SDKs retry twice, one does not. A small adapter function hides all this from the rest of your program.',
      'The main differences between providers are names, headers, accepted parameters and limits. System prompts are messages in one API and separate fields in another; usage is counted under different names; the text sits in choices at OpenAI, in content blocks at Anthropic, in candidates at Google. Temperature works with Groq and Mistral, is refused by current Claude, and is ignored by the newest Gemini. A small adapter function hides all this and makes switching a one-line change.',
    ],
  },
  {
    asks: [
      'what is an OpenAI-compatible server',
      'OpenAI-compatible API',
      'what is a base URL',
      'base URL',
      'use the openai client with another provider',
    ],
    answers: [
      "An OpenAI-compatible server accepts the same requests as OpenAI's chat completions and answers in the same shape. You therefore keep the openai client and change only its base URL, the key and the model name. Most such addresses end in v1, and the client appends the rest of the path. Groq, Mistral, Together, Fireworks, OpenRouter, vLLM, Ollama and LM Studio all work like this. Unusual parameters may be ignored or refused, so test those you need.",
      'The base URL is the beginning of all addresses of an API, and pointing it elsewhere sends the same code to another server. Because so many servers imitate OpenAI here, you keep the openai client and change only its base URL, the key and the model name. That reaches hosted services and programs on your laptop alike. Compatible does not mean identical: error texts, usage details and rarer settings vary. For a local server without authentication, any placeholder key will do.',
    ],
  },
  {
    asks: ['what is Ollama', 'Ollama', 'how do I run a model locally', 'local models', 'run an LLM on my laptop'],
    answers: [
      'Ollama is a free program that downloads open-weight models and runs them on your own computer. After pulling a model you can chat in the terminal or call its server on port 11434. There you find a native API, which streams lines of JSON, and an OpenAI-compatible one under v1, so the openai client works with any placeholder key. Size decides what is possible: the weights should fit into the memory of your graphics card, or answers crawl.',
      'To run a model locally, Ollama is the quickest way: install it, pull a model, and call its server on port 11434. No key is needed and nothing leaves your machine. Use the native API, which streams lines of JSON, or the compatible endpoints with the client you already know. Begin with a small quantised model, for the weights should fit into the memory of your graphics card. Quality stays below that of the largest hosted ones, but is often good enough.',
    ],
  },
  {
    asks: [
      'what is LM Studio',
      'LM Studio',
      'LM Studio server port',
      'desktop app for local models',
      'how do I use LM Studio from code',
    ],
    answers: [
      "LM Studio is a desktop application for finding, downloading and running open-weight models on your own computer. It has a chat window and a local server on port 1234 that understands OpenAI's chat, responses and embeddings endpoints. Point the base URL there; no key is needed unless you switch authentication on. The program suits people who prefer windows to the terminal and want to try several models on the same question.",
      "LM Studio lets you run language models locally through a desktop program with buttons rather than commands. You search for a model, see whether it fits your memory, download it and chat. Your own code talks to a local server on port 1234 that understands OpenAI's chat, responses and embeddings endpoints; no key is needed unless you switch authentication on. Temperature, top_p, top_k and seed are all accepted, so it is a good place for experiments with sampling.",
    ],
  },
  {
    asks: [
      'what is vLLM',
      'vLLM',
      'how do I serve a model for many users',
      'text generation inference TGI',
      'production server for open models',
    ],
    answers: [
      'vLLM is an open-source server that runs language models for many users at once on graphics cards. It answers requests together in one constantly refilled batch and keeps attention memory in small pages, which gives far more tokens per second than serving people in turn. The HTTP side speaks the OpenAI protocol, by default on port 8000. Text Generation Inference by Hugging Face has the same purpose but is only maintained now, so new projects tend to pick a livelier engine.',
      'vLLM serves open-weight models in production, where Ollama and LM Studio serve a single desk. Its strength is throughput: the engine answers requests together in one constantly refilled batch, so an expensive card is seldom idle. You start it with a model name, and from then on it speaks the OpenAI protocol, by default on port 8000. Clients may send any key unless you demand a real one. Logprobs, seed and the usual sampling settings are available.',
    ],
  },
  {
    asks: [
      'why self-host a model',
      'what does self-hosting cost',
      'self-hosting',
      'own server or hosted API',
      'when is self-hosting worth it',
    ],
    answers: [
      'You self-host a model for privacy, control, a custom model or a lower cost at high volume. Your data stays in your network, nobody retires the model under you, and each extra token is nearly free. The price is paid elsewhere: graphics cards or rented machines run day and night, someone must update and watch them, and many of the strongest models are not for download. Start hosted, measure your volume, and move when the sums say so.',
      'Self-hosting pays off when volume is high and steady, or when texts may not leave the house. Instead of paying by the token you pay for hardware, power and the time of people who care for it, whether busy or idle. In return the data stays in your network, nobody retires the model under you, and you may fine-tune as you like. A half-empty server can be dearer than any API. Start hosted, measure your volume, and compute the break-even before you buy.',
    ],
  },
  {
    asks: [
      'what are open-weight models',
      'open weights',
      'Llama Qwen gpt-oss',
      'difference between open source and open weight',
      'which models can I download',
    ],
    answers: [
      'Open-weight models are language models whose trained weights anyone may download and run. Well-known families are Llama from Meta, Qwen from Alibaba, gpt-oss from OpenAI, and those by Mistral, Google and DeepSeek. This is not open source in full: the training data is rarely published, and the licence may set conditions. You can run them yourself, rent them from a host, or fine-tune them with examples from your work.',
      'An open-weight model can be downloaded, inspected and run on your own hardware, unlike one that exists only behind an API. Examples include Llama from Meta, Qwen from Alibaba, gpt-oss from OpenAI, and many smaller ones. The same model is often offered by several hosts, so you can switch when price or speed disappoints. Be sure to read the terms, since the licence may set conditions on use. Small versions fit a laptop, while the largest need several server cards.',
    ],
  },
  {
    asks: [
      'can a model run in the browser',
      'WebGPU',
      'Transformers.js',
      'WebLLM',
      'run an LLM in the browser without a server',
    ],
    answers: [
      "A small language model can run right inside a web page, with WebGPU giving it access to the graphics card. Libraries such as Transformers.js and WebLLM load the weights once, keep them in the browser's cache, and then work without a server or a key. This fits private notes, offline tools and quick classification. The first visit downloads hundreds of megabytes or more, old devices are slow, and quality stays below that of hosted models.",
      "Running a model in the browser means that its weights are downloaded to the page and computed on the visitor's own graphics card through WebGPU. Libraries such as Transformers.js and WebLLM load the weights once, keep them in the browser's cache, and answer even offline. No key can leak and no text leaves the device. Against that stand a heavy first download, a model that must be small, and hardware that cannot manage, so keep a hosted fallback ready.",
    ],
  },
  {
    asks: [
      'what is model retirement',
      'what happens when a model is retired',
      'deprecated model',
      'why does the API say the model does not exist',
      'model lifecycle',
      'do old models still work',
    ],
    answers: [
      "Model retirement means that a provider switches an old model off, after which calls to it fail. A deprecation notice with a date comes first, so there is time to move. What you then see differs: OpenAI's chat endpoint and Anthropic answer 404, Groq answers 400 with the word decommissioned, and Gemini sometimes routes an old name to a newer model. Keep the model name in one place, read the deprecation page, and test the successor before the day arrives.",
      "A retired model is one its provider no longer serves, the last stage of a life that runs from release through deprecation. Code from an old tutorial often fails for this reason: OpenAI's chat endpoint and Anthropic answer 404, Groq answers 400 with the word decommissioned, and some names are quietly redirected. Ask the models endpoint what is served today rather than trusting a list in a book. Keep the model name in one place, best in a setting, so that a change takes a minute.",
    ],
  },
  {
    asks: [
      'how do I choose a provider',
      'which provider should I use',
      'best LLM provider',
      'choosing a provider',
      'OpenAI or Anthropic or Google',
    ],
    answers: [
      'Choose a provider by testing two or three of them on your own task and comparing quality, speed, price and data rules. Collect twenty real inputs with the answers you would like, run them through each candidate, and count the good results. Then ask where the data is processed, how high the limits are, and how often the service fails. Keep your code neutral, so that changing your mind later costs an afternoon.',
      'The right provider is the one that does your job well enough at a bearable price, under data rules you can accept. Public rankings help with a short list; after that, gather twenty real inputs with the answers you would like, and let the candidates compete. Look at the delay until the first token, the size of the rate limits, the tools you need and the region. A second service as a fallback protects you from outages.',
    ],
  },
  {
    asks: [
      'how do I choose a model',
      'which model should I use',
      'small or large model',
      'cheap model or best model',
      'choosing a model',
    ],
    answers: [
      'Choose the smallest model that does your task well enough. Begin with a strong one to see whether the job can be done at all, write down what a good answer looks like, then step down in size until quality drops. Sorting, extraction and short summaries rarely need the largest. Long reasoning, difficult code and careful writing may. You can also combine two tiers: let a cheap model answer first and pass only the hard cases upward.',
      'A good choice of model balances quality, speed and cost for one particular task. Small models are quick and cheap, while sorting, extraction and short summaries rarely need the largest. Big ones earn their price on long reasoning and difficult code. Check the context window, the languages, and whether tools or images are supported. Many applications work in two tiers: let a cheap model answer first and pass only the hard cases upward. Measure on real examples, since a name says little.',
    ],
  },
  {
    asks: [
      'what is OpenRouter',
      'OpenRouter',
      'what is an LLM gateway',
      'one key for many models',
      'why use a gateway',
    ],
    answers: [
      'A gateway is a service that stands between your code and several LLM providers, and OpenRouter is a well-known hosted one. With one key and one OpenAI-compatible base URL you reach hundreds of models. When a host is down, the call can go to another host, and the cost of each call is reported. In exchange there is one more party that sees your data and one more thing that can fail. Companies also run gateways of their own for budgets and logs.',
      'OpenRouter is a gateway that passes your request on to many different model providers. With one key and one OpenAI-compatible base URL you can compare models by changing only a name. If the chosen machine is overloaded, the call can go to another host, and the reply says who really answered. Consider the drawbacks too: there is one more party that sees your data, and some routes lack features. A gateway may also be self-run, to share keys and budgets within a team.',
    ],
  },
  {
    asks: [
      'what is Azure OpenAI',
      'Azure OpenAI',
      'difference between OpenAI and Azure OpenAI',
      'how do I call OpenAI models on Azure',
      'what is a deployment on Azure',
    ],
    answers: [
      "Azure OpenAI is Microsoft's hosting of OpenAI models inside its own cloud. You create a resource, deploy a model under a name you choose, and put that name where the model would stand. In the simple case the key travels in the api-key header. Companies like it for regional data processing, private networks and one contract. The content filter may answer 400 when a prompt is flagged, or end a reply with content_filter.",
      "With Azure OpenAI you use OpenAI's models under a Microsoft contract, in a region you pick. The main difference is the deployment: you deploy a model under a name you choose, and send that name in every call. Usually the key travels in the api-key header, or a Microsoft login token replaces it. Today's address ends in openai/v1 and needs no api-version any more, so the openai client works after changing the base URL. New models may arrive later than at OpenAI itself.",
    ],
  },
  {
    asks: ['what is Hugging Face', 'Hugging Face', 'Hugging Face API', 'HF_TOKEN', 'where do I find open models'],
    answers: [
      'Hugging Face is a platform where people publish open models, data sets and demos, and it also offers access to models by API. Its inference router forwards your call to one of several hosting partners, through an OpenAI-compatible base URL and a token called HF_TOKEN. You can name the partner after a colon in the model id. The site is also where you read model cards, licences and limits, and download weights for your own machine.',
      'Hugging Face is the library of the open model world: weights, data sets, documentation and small demos in one place. To use a model without hosting it, send your request to the inference router, which forwards your call to one of several hosting partners and speaks the OpenAI protocol. Before choosing, read model cards, licences and limits, since each author sets different ones. The Transformers library runs the same models in Python, and Transformers.js brings small ones to JavaScript.',
    ],
  },
]
