import type { Text } from './text.ts'

/** API basics: requests, keys, messages, and what a language model is. */
export const basics: readonly Text[] = [
  {
    asks: [
      'what is an API',
      'API meaning',
      'explain what an API is in simple words',
      'what does API stand for',
      'application programming interface',
    ],
    answers: [
      'An API is a fixed way for one program to ask another program for something. The letters stand for application programming interface. Your code sends a request in an agreed form, and the other side sends back a response that your code can read. Think of a waiter in a restaurant: you order from the menu, the kitchen does the work, and nobody has to know how the stove is wired. Maps, payments and weather reports all travel this way.',
      'An API is a contract that lets one program use the services of another. The three letters mean application programming interface. Such an agreement says which requests are allowed, what they must contain, and what comes back. In practice your code sends a request in an agreed form, and the other side sends back a response, usually as JSON. As long as both keep to it, either may be rebuilt inside without breaking its partner.',
    ],
  },
  {
    asks: [
      'what is an LLM API',
      'LLM API',
      'what does an LLM API do',
      'how do I use a language model from my program',
      'explain LLM APIs',
    ],
    answers: [
      "An LLM API is a web service that takes your text, lets a language model continue it, and returns the result. You send an HTTPS request with a key, the name of a model and your messages. A moment later the answer comes back as JSON, together with a count of the tokens used. Since the heavy computing happens on the provider's machines, even a tiny script on an old laptop can call a very large model.",
      'An LLM API lets your program talk to a large language model over the network. Instead of typing into a chat page, you send an HTTPS request with a key, the name of a model and the conversation so far. The provider runs everything on its own hardware and charges by the token. A moment later the answer comes back as JSON, and your code may show, store or check it.',
      'Through an LLM API, software can use a large language model the way people use a web chat. Your program names a model, adds its messages and a secret key, and posts all of it to a web address. The answer comes back as JSON, together with a count of the tokens used, which decides the bill. No graphics card is needed on your side, and the same few lines serve ten users or ten thousand.',
    ],
  },
  {
    asks: [
      'what is an endpoint',
      'endpoint',
      'what does API endpoint mean',
      'which URL do I call',
      'list the main endpoints',
    ],
    answers: [
      'An endpoint is one address of an API, where one particular sort of call is answered. It consists of a base URL and a path, together with an HTTP method such as POST or GET. Chat, embeddings and the list of models each have a path of their own under the same base address. Send your call to the wrong path and you get a 404, so check the spelling first when that number appears.',
      'An endpoint is the exact URL, plus a method, to which you send one kind of request. OpenAI answers chat at a path ending in chat/completions, Anthropic uses one ending in messages, and Gemini writes the model name right into the address. Embeddings and the list of models each have a path of their own under the same base URL. Wherever the call goes, the key in the headers tells the server who is asking.',
    ],
  },
  {
    asks: [
      'what is a request',
      'what is an API request',
      'HTTP request',
      'what does a request to an LLM consist of',
      'parts of a request',
    ],
    answers: [
      'A request is the message your program sends to an API to ask for something. It has four parts: a method such as POST, a URL, some headers and, usually, a body in JSON. The headers carry your key and say what format the body has, while the body says which model is meant and holds the conversation. Each call stands alone, so everything the model should know must travel inside this one message.',
      'A request is what travels from your program to the server: method, URL, headers and body in one parcel. The headers carry your key and say what format the body has, much like the stamp and address on an envelope. Inside lies the letter itself, a JSON object with the model and the messages. Because the server keeps no memory between calls by default, everything the model should know must travel inside it.',
    ],
  },
  {
    asks: [
      'what is a response',
      'what is an API response',
      'HTTP response',
      'what does the server send back',
      'how do I know whether my call succeeded',
    ],
    answers: [
      'A response is what the API sends back after it has handled your request. It starts with a status code, continues with headers, and ends with a body, which for language models is JSON or a stream of events. Look at the status first, because any code from 400 upward means that something went wrong and you have received an error object. When all is well, the body carries the generated text, the reason the model stopped, and the usage in tokens.',
      "A response is the server's reply: a status code, headers and a body. Good code checks the status before anything else, because any code from 400 upward means that something went wrong. With 200, the body carries the generated text, the reason the model stopped, and the number of tokens you will pay for. Headers are worth a look as well; they give you a request id for support and often show how much of your rate limit remains.",
    ],
  },
  {
    asks: [
      'what is authentication',
      'authentication in APIs',
      'how do I authenticate with an LLM API',
      'how does the server know who I am',
      'authentication or authorization',
    ],
    answers: [
      'Authentication is how an API finds out who is calling. With language models you prove it with an API key, a long secret string that you send in a header of every request. The server looks up the key, finds your account, and decides what you may use and where the bill goes. A wrong key usually gives a 401, though Gemini answers 400 for a bad one.',
      'Authentication means proving to the server that a call really comes from you. There is no login form here; instead you put an API key in a header of every request. The server looks up the key, finds your account, and decides what you may use. Authorization is the next step and asks whether this account is allowed to do what it wants, which is where a 403 comes from. A wrong key usually gives a 401.',
    ],
  },
  {
    asks: [
      'what is a rate limit',
      'rate limit',
      'rate limiting explained',
      'why do I get too many requests',
      'how many requests may I send',
    ],
    answers: [
      'A rate limit is the most you may send to an API within a given time. Providers count requests per minute, tokens per minute, and sometimes daily totals or calls running at once. Go over any of them and the answer is a 429, often with a retry-after header that says how long to wait. Then try again with growing pauses plus a little randomness; otherwise all your clients return in the same second.',
      'A rate limit caps how much one account may use in a short time, so that nobody slows the service down for everyone else. How high it is depends on the model and on your tier, which usually rises as you pay and use more. Go over it and the answer is a 429, often with a retry-after header that says how long to wait. At several providers, headers on normal replies show what is left, so you can slow down in time.',
    ],
  },
  {
    asks: [
      'why use an API instead of the chat page',
      'API vs chat website',
      'why not just use the chat window',
      'advantages of an API over a chatbot page',
      'API or chat page',
    ],
    answers: [
      'You use an API instead of a chat page when a program, not a person, should do the asking. A script can summarise a thousand reviews overnight, which nobody wants to paste by hand. You also gain control: you choose the model, set the instructions, limit the length and receive JSON that other software understands. For a quick try the chat page remains fine, and the API is how a good idea becomes part of your own product.',
      'An API gives you automation, integration and control, which no chat window offers. Automation means that the work runs without anyone clicking, and integration brings the answers into your shop, your database or your editor. Control is the third gain: you choose the model, set the instructions, limit the length and see exactly what each call costs. For a single question the chat page remains fine.',
    ],
  },
  {
    asks: [
      'what can I build with an LLM API',
      'what can I build with it',
      'ideas for LLM projects',
      'examples of apps that use a language model',
      'use cases for LLM APIs',
    ],
    answers: [
      'With an LLM API you can build translators, summarisers, chat bots, code helpers and tools that judge the mood of a review. Many of these need only a single short call with a good prompt. Larger projects join several steps: a support assistant may search your documents, pass what it finds to the model, and look up an order through a function call. Start with one small task that someone really has, and check the answers before you trust them.',
      'LLM APIs suit anything you want to build in which text goes in and useful text comes out. Translation, summaries, sentiment of reviews, code and chat bots are the classics, and most of these need only a single short call. You might also sort e-mails, pull names and amounts out of invoices, or write product descriptions. Start with one small task that someone really has, measure how often the result is right, and grow from there.',
    ],
  },
  {
    asks: [
      'what is REST',
      'REST API',
      'POST GET DELETE',
      'difference between POST and GET',
      'HTTP methods in LLM APIs',
    ],
    answers: [
      'REST is a style of building web APIs in which a URL names a thing and an HTTP method says what to do with it. POST submits something new, such as a prompt. GET only reads, for example the list of models or the state of a batch, and changes nothing. DELETE removes a stored response, an uploaded file or a fine-tuned model. Because these verbs mean the same everywhere, one learned API makes the next one easy.',
      'REST uses plain HTTP: the URL says which thing you mean, and the method says what should happen to it. GET only reads and may be repeated without harm, so it suits the list of models or the state of a batch. DELETE removes a stored response, an uploaded file or a fine-tuned model. With POST you submit a prompt, and doing that twice means two answers and two charges, which is worth remembering when you retry.',
    ],
  },
  {
    asks: [
      'what are status codes',
      'HTTP status codes',
      'what does 401 mean',
      'what does 429 mean',
      'difference between 400 and 500 errors',
      'status code 403 404 503 529',
    ],
    answers: [
      'A status code is the three-digit number with which every HTTP response begins, and it tells you how the request went. The 200s mean success, those from 400 mean that your side must change something, and those from 500 mean trouble on the server. With language models, 401 is a bad key, 404 an unknown model, and 429 too many requests or a used-up quota. Waiting helps against rate limits and most server errors, but a 400 sent again unchanged fails again.',
      'Status codes say in three digits whether a request worked. Anything in the 200s is success; those from 400 mean that your side must change something, and those from 500 mean trouble on the server. A malformed body gives 400, a wrong key 401, a missing permission 403, a mistyped model name 404 and a crossed rate limit 429. Anthropic adds 529 for overloaded. Waiting helps against rate limits and most server errors, while the others need a fix.',
    ],
  },
  {
    asks: [
      'what is in the request body',
      'request body',
      'which fields does a chat request have',
      'JSON body model messages',
      'what do I send to the API',
    ],
    answers: [
      'The request body is a JSON object that names the model and holds the messages. Those two fields are the heart of a chat call. Each message has a role and some content, listed from the oldest to the newest. Optional fields then shape the answer: a limit on output tokens, reasoning effort, streaming for piece-by-piece delivery, or tools. Anthropic insists on max_tokens as well, and Gemini calls the conversation contents and puts the model into the URL.',
      'In the request body you send JSON with two main fields, model and messages. The first picks who answers, the second holds the turns so far, and each message has a role and some content. Optional fields then shape the answer, for instance a cap on its length or a schema for structured output. Names vary: the Responses API says input where others say messages, and Gemini calls the conversation contents. A misspelled field often comes back as a 400, which is easy to fix.',
    ],
  },
  {
    asks: [
      'what is in the response',
      'choices finish_reason usage',
      'what does finish_reason mean',
      'how do I read the answer from the response',
      'chat completion response fields',
    ],
    answers: [
      'The response of a chat completion contains choices and usage, along with an id and the model name. The text waits in the first choice under message and content. Next to it, finish_reason tells why the model stopped: stop means it was done, length means it hit the token limit, tool_calls means it wants a function run, and content_filter means text was held back. Usage counts the prompt and completion tokens, which is what you pay for.',
      'A chat completion response carries the answer in choices, the reason it ended in finish_reason, and the token counts in usage. Normally there is one choice, and its message holds the role assistant and the content. Always glance at finish_reason, because length means it hit the token limit and the text is incomplete. Usage counts the prompt and completion tokens, including reasoning you never see. Other providers name these parts differently, such as stop_reason at Anthropic and candidates at Gemini.',
    ],
  },
  {
    asks: [
      'what does an SDK add over fetch',
      'what is an SDK',
      'SDK or fetch',
      'why use the openai package instead of fetch',
      'do I need an SDK to call an LLM',
    ],
    answers: [
      'An SDK is a library that wraps the HTTP calls of an API in ordinary functions, so it adds comfort over fetch but no extra power. You get types that catch spelling mistakes, errors with clear classes, helpers for streams, and retries when the server is busy. It also reads the key from the environment and is kept up to date by the provider. With fetch, you write those parts yourself and see every byte.',
      "An SDK adds convenience to what fetch can already do: it builds the URL, headers and JSON for you. Beyond that come types that catch spelling mistakes, errors with clear classes, helpers for streams, a timeout and automatic retries. The packages of OpenAI, Anthropic and Groq repeat a failed call twice by default, whereas Google's does not for ordinary Gemini calls. With fetch, you write those parts yourself, which is a fine way to learn what goes over the wire.",
    ],
  },
  {
    asks: [
      'what is curl',
      'curl',
      'how do I call the API from the command line',
      'test an API without writing code',
      'curl or Postman',
    ],
    answers: [
      'Curl is a command-line program that sends HTTP requests, so you can call an API without writing any code. You give it the URL, one header for the key, one for the content type, and the JSON body after the option -d. The raw response appears in the terminal exactly as the server sent it. That makes curl a good first test: if the line works there, a later mistake must be in your own program.',
      'Curl sends a request straight from the command line and prints what comes back. One line holds everything: URL, headers, key and body, which is why documentation so often shows examples this way. The raw response appears in the terminal exactly as the server sent it, without any library in between. Keep the key in an environment variable, since a command with a pasted secret stays in your shell history. Postman does the same job with windows and buttons.',
    ],
  },
  {
    asks: [
      'chat completions vs responses API',
      'what is the Responses API',
      'difference between chat completions and responses',
      'which OpenAI endpoint should I use',
      'chat completions',
    ],
    answers: [
      "Chat completions is OpenAI's older and widely copied endpoint, while the Responses API is the newer one with more built in. In the first you send messages and read a choice; in the second you send input and get a list of output items, such as text, reasoning or function calls. Answers are stored there unless you set store to false, so a follow-up can name the previous one. A few of the newest models offer tools only in this API.",
      'The Responses API is what OpenAI recommends for new projects, whereas chat completions lives on and is spoken by almost every other server. Choose the older one when the same code should also reach Groq, Mistral or a local model. In the other you send input and get a list of output items, such as text, reasoning or function calls. Stored conversations, background work and built-in tools come with it, and answers are stored there unless you object.',
    ],
  },
  {
    asks: [
      'what are message roles',
      'system user assistant',
      'roles in chat messages',
      'difference between system and user message',
      'what is the developer role',
      'tool role',
    ],
    answers: [
      "A role says who speaks in a message, and OpenAI uses five: system, developer, user, assistant and tool. The first two carry your rules and rank above what the user says. User messages hold the questions, assistant messages repeat the model's earlier answers, and tool messages bring back the result of a function the model asked for. OpenAI's reasoning models expect developer where older ones used system. Claude and Gemini take the main instructions in a separate field instead.",
      "Message roles tell the model who said what. User messages hold the questions, assistant messages repeat the model's earlier answers, and tool messages bring back the result of a function call. Above them stand system and developer, two names for the instructions of whoever builds the app. Order matters, because the list is read as one conversation from top to bottom. Gemini says model instead of assistant and keeps the instructions in a field of their own.",
    ],
  },
  {
    asks: [
      'why does the API forget',
      'why do I have to resend the history',
      'does the API remember my last message',
      'how does conversation memory work',
      'multi-turn conversation',
      'chat history',
    ],
    answers: [
      'The API forgets because each call is handled alone, and nothing from the last one stays in the model. To keep a conversation going, you store the messages yourself and send the whole list again with every new question. Add the user message, make the call, add the assistant reply, repeat. The list grows with each turn, and so does the bill, so long chats are trimmed or summarised.',
      'A chat API has no memory of its own, which is why you resend the history. Chat pages only seem to remember, for their software does the same behind the curtain. In your program, you store the messages yourself and send the whole list again with every new question; leave a turn out and the model has never heard of it. The list grows with each turn, and so does the bill, although prompt caching makes the repeated beginning cheaper.',
    ],
  },
  {
    asks: [
      'what is previous_response_id',
      'previous_response_id',
      'continue a conversation without sending the history',
      'how do I chain responses',
      'stored responses',
    ],
    answers: [
      "The field previous_response_id continues a conversation in OpenAI's Responses API without sending the history again. You pass the id of the last response, and the server puts the stored turns in front of your new input. This works because answers are kept by default; set store to false and there is nothing to continue. The earlier tokens still count as input, so you save bandwidth rather than money. Repeat your instructions each time, because they are not carried over.",
      'With previous_response_id you tell the Responses API which earlier answer your new message follows. You pass the id of the last response, and the server puts the stored turns in front of what you send now. It is convenient, although the earlier tokens still count as input, so you save bandwidth only. Since the history lives with the provider, sending the messages yourself remains better when you must control what is kept, or want to switch models halfway.',
    ],
  },
  {
    asks: [
      'what is an API key',
      'API key',
      'where do I get an API key',
      'what does an API key look like',
      'secret key for the API',
    ],
    answers: [
      "An API key is a long secret string that identifies your account to a provider. You create it on the provider's website after signing up, and usually see it in full only once. Every request carries it in a header; whoever holds the key can spend your money and use your limits. Treat it like a bank card: make one for each project, name it well, and delete what you no longer need.",
      "An API key works like a password for programs: it tells the provider which account is calling and who pays. You create it on the provider's website after signing up, copy it at once into a safe place, and load it from an environment variable. Anyone who holds the key can spend your money, so it never belongs in a shared document. Separate keys for separate projects make it easy to see what each uses and to switch one off.",
    ],
  },
  {
    asks: [
      'how do I keep my API key secret',
      'keep API key safe',
      'API key security',
      'protect my key',
      'best practices for API keys',
    ],
    answers: [
      'You keep an API key secret by loading it from the environment and letting only your server touch it. Write it into no source file, no chat, no screenshot and no log. Restrict the key to the permissions and the project it needs, set a spending limit, and watch the usage for anything strange. Turn on secret scanning in your repository as well. If a key does slip out, revoke it first and ask questions afterwards.',
      'Keeping an API key secret means that it lives in an environment variable or a secret manager and nowhere else. Browsers and phones talk to your own small backend, which adds the key on the way. Restrict the key to the permissions and the project it needs, set a spending limit, and replace it from time to time. Mask it when printing, showing perhaps the last four characters. If a key does slip out, revoke it first; deleting the line is not enough.',
    ],
  },
  {
    asks: [
      'what is a .env file',
      'environment variables',
      'how do I use an environment variable for my key',
      '.env',
      'where should I store OPENAI_API_KEY',
    ],
    answers: [
      'A .env file is a small text file of names and values that your program loads as environment variables. Since such a variable lives outside the code, the same program can run with different keys on different machines. Write one line such as OPENAI_API_KEY followed by an equals sign and your key. List the file in .gitignore before the first commit, and share an example with empty values instead.',
      'Environment variables are named values that a program receives when it starts, and they are the usual home of API keys. Because a variable lives outside the code, the same program can run with different keys on different machines. For local work, people collect them in a file named .env, which Node can load with its env-file option. The official SDKs look for names like OPENAI_API_KEY or ANTHROPIC_API_KEY by themselves. List the file in .gitignore before the first commit, because git never really forgets.',
    ],
  },
  {
    asks: [
      'why should keys never be in client code',
      'why not put the API key in the browser',
      'can I commit my key to git',
      'API key in frontend code',
      'key in version control',
    ],
    answers: [
      'Keys never belong in client code or version control, because everyone who can read those can copy them. Whatever a browser or a phone app receives can be opened with the developer tools, however well it is hidden or minified. Git is just as leaky, since the history keeps every old version even after you delete the line. Bots search public repositories all day and use a found key within minutes. Put a small backend in between and let it hold the secret.',
      'An API key that reaches browsers or a git repository is a published key. Anything shipped to a web page is readable by its user, and the network tab shows each header in plain sight. Version control remembers too: the history keeps every old version even after you delete the line, in each clone and fork. Bots search public repositories all day, and strangers then work at your expense. Put a small backend in between and let it hold the secret, so that users never meet it.',
    ],
  },
  {
    asks: [
      'what does rotating a key mean',
      'rotate API keys',
      'my key leaked what now',
      'how often should I change my key',
      'leaked key',
    ],
    answers: [
      'Rotating a key means replacing it with a new one and switching the old one off. Make a fresh key, put it into your secret store, restart what uses it, and check that calls succeed. Only then revoke the former, so nothing stops in between. After a leak the order is different: revoke at once and accept a short outage, because a thief needs only minutes. Then look through the usage page for calls you did not make.',
      'Key rotation is the regular exchange of a secret for a fresh one, so that a copy stolen long ago becomes worthless. In quiet times you create the successor, put it into your secret store, restart what uses it, and retire the predecessor last. When a key has leaked, revoke at once and accept a short outage. Removing it from the repository does not help, since copies exist. Many teams rotate every few months and whenever someone leaves.',
    ],
  },
  {
    asks: [
      'which header carries the key',
      'auth headers',
      'authorization bearer',
      'x-api-key',
      'x-goog-api-key',
      'what is the anthropic-version header',
    ],
    answers: [
      'Most LLM APIs expect your key in the authorization header, written as the word Bearer, a space and the key. OpenAI, Groq, Mistral and nearly all compatible servers do it so. Anthropic accepts this as well as x-api-key, and every call to Claude needs an anthropic-version header that fixes the shape of the API. Gemini wants x-goog-api-key, and Azure uses api-key. An SDK sets the right one for you; with fetch or curl you write it yourself.',
      'The auth header is where your key travels, and its name differs a little between providers. OpenAI, Groq, Mistral and nearly all compatible servers take authorization with a leading Bearer. The Anthropic SDK sends Bearer too, while x-api-key still works, and every call to Claude needs an anthropic-version header besides. Gemini wants x-goog-api-key. HTTPS encrypts headers on the way, which is safer than putting the secret into the URL, where logs would keep it.',
    ],
  },
  {
    asks: [
      'what are embeddings',
      'embeddings',
      'what is an embedding vector',
      'how does semantic search work',
      'which endpoint gives embeddings',
    ],
    answers: [
      'Embeddings are lists of numbers that stand for the meaning of a text. An embedding model turns each piece of writing into a vector, and texts with similar meaning end up close together. To search this way, embed all documents once, embed the question, and pick the vectors with the highest cosine similarity. OpenAI, Gemini and Mistral offer an endpoint for it; Anthropic has none and points to other services. Compare only vectors from the same model.',
      'An embedding is a vector, often of a thousand numbers or more, that places a text in a space of meaning. There, texts with similar meaning end up close together even when they share no word, so a search for car finds automobile. You send a string to the embeddings endpoint and get figures rather than prose. Typical uses are semantic search, grouping, spotting duplicates and finding passages for a prompt. Compare only vectors from the same model, since each draws its own map.',
    ],
  },
  {
    asks: [
      'what is a language model',
      'what is an LLM',
      'large language model',
      'LLM meaning',
      'explain language models',
    ],
    answers: [
      'A language model is a program that predicts which token is likely to come next in a text. It has learned this from enormous amounts of writing, and what it learned sits in billions of numbers called weights. By predicting one token after another it can write answers, translations or code. There is no list of facts to look up; knowledge is spread over the weights, which is why a fluent sentence can still be wrong.',
      'A large language model is a neural network trained to guess the next token of a text, over and over, on enormous amounts of writing. Everything it learned sits in billions of numbers called weights, each tuned a little after every guess. Further training on examples and human judgements then teaches it to follow instructions and hold a conversation. By predicting one token after another it can write a poem, a summary or a program. Large refers both to the weights and to the training text.',
      'A language model gives a probability to every possible next token, based on the text so far. Draw one, append it, ask again: by predicting one token after another it can write whole pages. Small ones, such as n-gram models, merely count which words follow which; large ones use neural networks whose weights were learned from huge collections of text. Neither kind looks anything up, so check important facts in a source you trust.',
    ],
  },
  {
    asks: [
      'what is a prompt',
      'prompt',
      'how do I write a good prompt',
      'prompt engineering',
      'what makes a prompt good',
    ],
    answers: [
      'A prompt is the text you give a language model so that it answers. It may be a question, an instruction, some material to work on, or all of these together. The model sees nothing else, so say who the answer is for, what form it should take, and what to do when information is missing. One or two examples often help more than a long explanation. Better prompts are shorter, clearer and tested on real cases.',
      'A prompt is everything you send to the model in one call: instructions, examples, earlier turns and the question itself. Beyond its training, the model sees nothing else, so say who the answer is for, what form it should take, and how long it may be. Put the material apart from the instructions, for instance between tags. Then try the wording on real cases and change one thing at a time, the way you would tune any other part of a program.',
    ],
  },
  {
    asks: [
      'what is a system prompt',
      'system prompt',
      'what is a system message for',
      'where do I put the system prompt',
      'how do I give the model instructions for the whole conversation',
    ],
    answers: [
      'A system prompt is the instruction that sets how the model should behave through the whole conversation. The developer writes it, and users normally never see it. Typical contents are the task, the tone, the language and what to refuse. In chat completions it is the first message, with the role system or developer; the Responses API has an instructions field, Claude takes system beside the messages, and Gemini a system instruction in its config. Keep secrets out, for a clever visitor may coax the text into the open.',
      'The system prompt holds the standing rules of your app: the task, the tone, the language and the limits. Models give it more weight than what users type, yet it is guidance and no lock. Where it goes depends on the provider: the Responses API has an instructions field, Claude takes system beside the messages, and with chat completions you begin the list with such a message. Keep secrets out, because nothing in there is safe from a curious user.',
    ],
  },
  {
    asks: [
      'how does an LLM work',
      'how do LLMs work',
      'how does a language model generate text',
      'what happens inside a language model',
      'transformer and attention',
    ],
    answers: [
      'An LLM works by turning text into tokens, computing a probability for every possible next token, and picking one. Inside, the layers of a transformer let each token look at the earlier ones, a step called attention, so that a pronoun finds its noun. The numbers guiding all this were learned in training, from huge collections of text. Whatever is picked gets appended, and the whole calculation runs again until a stop sign or a limit is reached.',
      'A large language model works as a loop that writes one token at a time. First the prompt is cut up, and each token becomes a vector. Then the layers of a transformer let each token look at the earlier ones, a step called attention, before the last layer gives a score for every entry of the vocabulary. The softmax turns scores into chances, one winner is drawn and appended, and the whole calculation runs again until the answer is complete.',
    ],
  },
  {
    asks: [
      'what is inference',
      'inference',
      'difference between training and inference',
      'what does inference mean for language models',
      'running a model',
    ],
    answers: [
      'Inference is the use of a trained model to produce an answer, as opposed to training, which makes the model. During a call the weights stay fixed, so nothing you send teaches it anything. First the prompt is read in one go, then the answer grows token by token, which is why long outputs take longer and cost more than inputs of the same size. Providers sell this by the token because it keeps expensive chips busy.',
      'Inference means running a finished model on new input. Training happened before, at great expense; now the weights stay fixed, so nothing you send teaches it anything. Your prompt is read in one go, then the answer grows token by token, each step going through the whole network again. That second phase largely decides the speed you feel. Renting inference through an API spares you the hardware, while running it yourself keeps the data at home.',
    ],
  },
  {
    asks: [
      'what are hallucinations',
      'hallucination',
      'why does the model make things up',
      'why are LLM answers sometimes wrong',
      'how do I prevent hallucinations',
    ],
    answers: [
      'Hallucinations are statements of a language model that sound right but are false. They arise because the model predicts likely words and does not look facts up, so a plausible title, quotation or function name may not exist. You reduce them by putting the source text into the prompt, asking for answers from that alone, and allowing the model to say that it does not know. Check names, numbers and links before you use them.',
      'A hallucination is a made-up fact delivered in a confident tone. By itself the model predicts likely words and does not look facts up, and self-assured sentences are simply common in what it learned from. Low temperature does not cure this, since the likeliest continuation can be wrong too. Better remedies are putting the source text into the prompt, giving the assistant a search tool, and validating output in code. Check names, numbers and links before you use them.',
    ],
  },
]
