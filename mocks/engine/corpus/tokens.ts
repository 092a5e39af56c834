import type { Text } from './text.ts'

export const tokens: readonly Text[] = [
  {
    asks: [
      'what is a token',
      'token',
      'tokens',
      'explain tokens',
      'what does token mean in a language model',
      'is a token a word',
    ],
    answers: [
      'A token is a small piece of text, often a word or a part of one, that a language model reads and writes as a unit. Before your prompt reaches the network, a tokenizer cuts it into such pieces and replaces each by a number. Common words are one piece, rare ones several, and spaces and punctuation count too. Limits, speed, and prices are all measured in tokens, so it pays to know them.',
      'Tokens are the pieces into which text is cut before a language model can work with it. A frequent word is usually a single one, while an unusual name may need four or five; spaces and punctuation count too. The model never sees letters, only the numbers of these pieces, which explains why it sometimes miscounts the letters of a word. Limits, speed, and prices are all measured in tokens, both for the text you send and for the answer you receive.',
    ],
  },
  {
    asks: [
      'how many tokens are in a word',
      'tokens per word',
      'how many words are 1000 tokens',
      'convert words to tokens',
      'how many characters does a token have',
      'rule of thumb for tokens',
    ],
    answers: [
      'An English word is about one and a third tokens on average, so a hundred tokens are roughly seventy-five words. Another rule of thumb says four characters per token. Both hold for ordinary English prose only: code, numbers, emoji, and most other languages need more. A printed page comes to something between five and seven hundred. Use such figures for planning, and a real tokenizer for anything that must be exact.',
      'As a rule of thumb, count four tokens for every three English words, or about four characters per token. Turned around, a hundred tokens are roughly seventy-five words. Short common words are a single piece, but long or foreign ones break into several. In practice code, numbers, emoji, and most other languages need more, sometimes twice as many. Use such figures for planning, and count properly before you rely on a limit or a budget.',
    ],
  },
  {
    asks: [
      'what is a tokenizer',
      'byte pair encoding',
      'BPE',
      'tokenizer',
      'how does a tokenizer split text',
      'how is a vocabulary of tokens learned',
    ],
    answers: [
      'A tokenizer turns text into a list of numbers and back again, and many are built by byte pair encoding. Training begins with single bytes, finds the pair that occurs most often in a large collection of texts, and joins it into a new piece. This step is repeated many thousands of times until the vocabulary is full. Since all bytes are part of it, no character is ever unknown. Each model family has its own vocabulary.',
      'Byte pair encoding is the method by which a tokenizer learns which pieces of text deserve a number of their own. It starts from single bytes and repeatedly joins the most frequent pair until the vocabulary is full, often at one or two hundred thousand entries. Common words end up whole, rare ones stay in parts, and no character is ever unknown. Each model family has its own vocabulary, so counts differ between providers.',
    ],
  },
  {
    asks: [
      'what is tiktoken',
      'tiktoken',
      'js-tiktoken',
      'how do I count tokens in JavaScript',
      'which encoding does my model use',
      'why does encodingForModel throw unknown model',
    ],
    answers: [
      'Tiktoken is the open tokenizer library of OpenAI, and js-tiktoken brings it to JavaScript and TypeScript. You choose an encoding such as cl100k_base for older models or o200k_base for later ones, pass a text, and receive the token numbers. The helper encodingForModel knows many model names but throws for the newest, so name the encoding yourself. Where none has been published, treat the count as an estimate. Claude and Gemini use other tokenizers.',
      'With tiktoken you count OpenAI tokens on your own machine, without a key and without a network. The original is made for Python, and js-tiktoken brings it to JavaScript and TypeScript. Encode the text and take the length of the list. The helper encodingForModel knows many model names but throws for the newest, because it cannot know what has not been published. Fall back to o200k_base then, and treat the count as an estimate. Claude and Gemini use other tokenizers, so the numbers do not carry over.',
    ],
  },
  {
    asks: [
      'why do languages differ in tokens',
      'tokens in other languages',
      'why does Japanese or Hindi need more tokens',
      'is German more expensive than English',
      'do emoji cost more tokens',
      'token count per language',
    ],
    answers: [
      'Languages differ because a tokenizer gives short codes to what it saw often in training, and that was mostly English. A sentence takes somewhat more tokens in German, and a good deal more in Hindi or Japanese. Since prices and limits count tokens, the same meaning can cost more in one language than in another. Newer and larger vocabularies have narrowed the gap. Measure your own texts instead of trusting a rule made for English prose.',
      'The same text needs different numbers of tokens in different languages, since vocabularies are learned mostly from English. Long German compounds break into parts, some scripts fall back to several pieces per character, and an emoji may take two or three. Since prices and limits count tokens, the same meaning can cost more in one language than in another. Newer and larger vocabularies have narrowed the gap, yet it has not vanished. Measure your own texts before you plan a budget.',
    ],
  },
  {
    asks: [
      'how do I count tokens before sending',
      'count tokens',
      'count_tokens endpoint',
      'how many tokens does my prompt have',
      'how do I estimate the size of a prompt',
      'exact token count',
    ],
    answers: [
      'To count tokens before sending, use a local tokenizer for a quick estimate or the counting endpoint of the provider for a better figure. OpenAI offers input_tokens under its Responses API, Anthropic has count_tokens, and Gemini has countTokens. Such a request generates nothing. At the first two it includes tools and system prompts, which a simple text count misses. After the call, compare with the usage in the response.',
      'You can count tokens in advance in two ways: a local tokenizer is instant and free, and a counting endpoint knows the real model. OpenAI offers input_tokens under its Responses API, Anthropic has count_tokens, and Gemini has countTokens; none of them writes an answer. Count when a prompt may be near a limit, when you must quote a price, or when history has to be trimmed. Output cannot be counted beforehand, only limited. After the call, compare with the usage in the response.',
    ],
  },
  {
    asks: [
      'how do I keep a chat within the context window',
      'trim history',
      'context budget',
      'how do I shorten a long conversation',
      'what do I do when the chat history gets too long',
      'summarise old messages',
    ],
    answers: [
      'To keep a chat within the context window, give it a token budget and drop the oldest turns when the history grows beyond it. Subtract the space for the answer first, because input and output share the window. The system message always stays, and a question should leave together with its reply, as should a tool call with its result. Instead of forgetting old turns completely, you can replace them by a short summary. Smaller requests are cheaper too.',
      'A context budget is the number of tokens you allow for system message, history, and answer together, since input and output share the window. Walk backwards from the newest message and keep whatever fits. The system message always stays, and the current question must never be cut. Instead of forgetting old turns completely, you can replace them by a short summary written by a cheap model. Trim in whole turns, so that no reply stands there without its question.',
    ],
  },
  {
    asks: [
      'what are cached tokens',
      'cached tokens',
      'cached_tokens in usage',
      'cache_read_input_tokens',
      'why are some input tokens cheaper',
      'how are cached tokens counted',
    ],
    answers: [
      'Cached tokens are input tokens that the provider has recently processed and can reuse at a lower price. They appear when a prompt begins exactly like an earlier one, for instance with the same long instructions. OpenAI and Gemini count them inside the input total, whereas Anthropic reports them beside it, so that the full input there is the sum of three numbers. Writing into the cache may cost a little extra. Look at the usage field to see whether your prompts hit.',
      'When part of a prompt is found in the cache of the provider, usage reports those cached tokens separately and bills them at a lower price. A hit needs an identical beginning, so put fixed instructions first and changing parts last. Take care with sums: OpenAI and Gemini count them inside the input total, whereas Anthropic reports them beside it, and mixing the two habits makes a cost meter wrong. Writing into the cache may cost a little extra, which reuse soon repays.',
    ],
  },
  {
    asks: [
      'what are reasoning tokens',
      'reasoning tokens',
      'thinking tokens',
      'why am I billed for tokens I cannot see',
      'why is my answer empty although tokens were used',
      'do thoughts count as output',
    ],
    answers: [
      'Reasoning tokens are the thoughts a model writes before it answers; you usually do not see them, but they are billed as output. OpenAI includes them in the completion count and names their share in the details, while Gemini lists thoughts as a separate number. A tight output limit can be eaten up by thinking, and then the visible answer is empty or cut off. Leave generous room, or lower the reasoning effort when the task is simple.',
      'Models that reason produce hidden reasoning tokens first and the visible answer afterwards, and you pay for both as output. How many there will be cannot be predicted, for hard questions take far more than easy ones. A tight output limit can be eaten up by thinking, so that nothing readable remains. Leave generous room, or lower the reasoning effort when the task is simple. In its report, OpenAI includes them in the completion count, while Gemini lists thoughts as a separate number.',
    ],
  },
  {
    asks: [
      'what is the chat overhead in tokens',
      'chat overhead',
      'why are there more prompt tokens than my text has',
      'tokens per message',
      'how many extra tokens does each message add',
      'why does usage show more tokens than I counted',
    ],
    answers: [
      'Chat overhead is the handful of extra tokens that a model needs to mark where each message begins, who speaks, and where the reply should start. For OpenAI chat models it comes to about four tokens per message plus two or three at the end. That is why usage shows more than the bare text. Tool definitions add further amounts that are not documented. In long chats with short turns the share becomes noticeable.',
      'Every chat message costs a few tokens beyond its text, because hidden markers separate the turns and name the role. With OpenAI, expect about four tokens per message plus two or three at the end; other providers use different markers. Compare your own count with the usage of a real response and correct the rule. Tool definitions add further amounts that are not documented. Joining many tiny messages into one saves a little each time.',
    ],
  },
]
