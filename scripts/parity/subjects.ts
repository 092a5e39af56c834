import { models, pick } from '@workbook/kit'

/** A request whose answer is looked at. */
export interface Sample {
  readonly url: string
  readonly body?: object
}

const text = 'What is an API?'
const messages = [{ role: 'user', content: text }]
const weather = {
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}
const weatherQuestion = [{ role: 'user', content: 'What is the weather in Paris?' }]
const groqModel = pick('groq', 'cheap')
const openaiModel = pick('openai', 'cheap')
const geminiModel = pick('gemini', 'cheap')
const claude = { model: pick('anthropic', 'cheap'), max_tokens: 2000, messages }
const talkative = models.find(({ id }) => id === 'gpt-4o-mini')?.id ?? openaiModel
const openai = 'https://api.openai.com/v1'
const groq = 'https://api.groq.com/openai/v1'
const anthropic = 'https://api.anthropic.com/v1'
const gemini = `https://generativelanguage.googleapis.com/v1beta/models/${geminiModel}`

/** Requests under the names by which `subjects` refers to them. */
export const samples: Readonly<Record<string, readonly Sample[]>> = {
  chat: [
    { url: `${openai}/chat/completions`, body: { model: talkative, messages, logprobs: true, top_logprobs: 1 } },
    {
      url: `${openai}/chat/completions`,
      body: { model: talkative, messages: weatherQuestion, tools: [{ type: 'function', function: weather }] },
    },
  ],
  chatStream: [
    {
      url: `${openai}/chat/completions`,
      body: { model: talkative, messages, logprobs: true, stream: true, stream_options: { include_usage: true } },
    },
    {
      url: `${openai}/chat/completions`,
      body: {
        model: talkative,
        messages: weatherQuestion,
        stream: true,
        tools: [{ type: 'function', function: weather }],
      },
    },
  ],
  responses: [
    { url: `${openai}/responses`, body: { model: openaiModel, input: text } },
    {
      url: `${openai}/responses`,
      body: {
        model: openaiModel,
        input: 'What is the weather in Paris?',
        tools: [{ type: 'function', strict: false, ...weather }],
      },
    },
  ],
  embeddings: [{ url: `${openai}/embeddings`, body: { model: 'text-embedding-3-small', input: text } }],
  openaiModels: [{ url: `${openai}/models` }],
  moderations: [{ url: `${openai}/moderations`, body: { model: 'omni-moderation-latest', input: text } }],
  message: [
    { url: `${anthropic}/messages`, body: claude },
    {
      url: `${anthropic}/messages`,
      body: {
        ...claude,
        messages: weatherQuestion,
        tools: [{ name: weather.name, description: weather.description, input_schema: weather.parameters }],
      },
    },
  ],
  anthropicModels: [{ url: `${anthropic}/models` }],
  countTokens: [{ url: `${anthropic}/messages/count_tokens`, body: { model: claude.model, messages } }],
  groqChat: [{ url: `${groq}/chat/completions`, body: { model: groqModel, messages } }],
  groqStream: [{ url: `${groq}/chat/completions`, body: { model: groqModel, messages, stream: true } }],
  groqModels: [{ url: `${groq}/models` }],
  gemini: [
    { url: `${gemini}:generateContent`, body: { contents: [{ role: 'user', parts: [{ text }] }] } },
    {
      url: `${gemini}:generateContent`,
      body: {
        contents: [{ role: 'user', parts: [{ text: 'What is the weather in Paris?' }] }],
        tools: [{ functionDeclarations: [weather] }],
      },
    },
  ],
  geminiTokens: [{ url: `${gemini}:countTokens`, body: { contents: [{ role: 'user', parts: [{ text }] }] } }],
}

/** A type of an SDK, and where the simulated bodies have what it describes. */
export interface Subject {
  /** The name of the assertion. */
  readonly name: string
  /** As it is written in TypeScript. */
  readonly sdk: string
  readonly sample: keyof typeof samples
  /** A path as `shapeOf` writes it; '' for the whole body or event. */
  readonly path: string
}

const subject = (name: string, sdk: string, sample: string, path = ''): Subject => ({ name, sdk, sample, path })

/** What is compared. */
export const subjects: readonly Subject[] = [
  subject('chatCompletion', 'OpenAI.ChatCompletion', 'chat'),
  subject('chatChoice', 'OpenAI.ChatCompletion.Choice', 'chat', 'choices[]'),
  subject('chatMessage', 'OpenAI.ChatCompletionMessage', 'chat', 'choices[].message'),
  subject('chatToolCall', 'OpenAI.ChatCompletionMessageFunctionToolCall', 'chat', 'choices[].message.tool_calls[]'),
  subject('chatLogprob', 'OpenAI.ChatCompletionTokenLogprob', 'chat', 'choices[].logprobs.content[]'),
  subject('chatUsage', 'OpenAI.CompletionUsage', 'chat', 'usage'),
  subject('chatInputDetails', 'OpenAI.CompletionUsage.PromptTokensDetails', 'chat', 'usage.prompt_tokens_details'),
  subject(
    'chatOutputDetails',
    'OpenAI.CompletionUsage.CompletionTokensDetails',
    'chat',
    'usage.completion_tokens_details',
  ),
  subject('chatChunk', 'OpenAI.ChatCompletionChunk', 'chatStream'),
  subject('chatChunkChoice', 'OpenAI.ChatCompletionChunk.Choice', 'chatStream', 'choices[]'),
  subject('chatChunkDelta', 'OpenAI.ChatCompletionChunk.Choice.Delta', 'chatStream', 'choices[].delta'),
  subject('response', 'OpenAI.Responses.Response', 'responses'),
  subject('responseUsage', 'OpenAI.Responses.ResponseUsage', 'responses', 'usage'),
  subject('embeddings', 'OpenAI.CreateEmbeddingResponse', 'embeddings'),
  subject('embedding', 'OpenAI.Embedding', 'embeddings', 'data[]'),
  subject('openaiModel', 'OpenAI.Model', 'openaiModels', 'data[]'),
  subject('moderation', 'OpenAI.Moderation', 'moderations', 'results[]'),
  subject('message', 'Anthropic.Message', 'message'),
  subject('messageUsage', 'Anthropic.Usage', 'message', 'usage'),
  subject('anthropicModel', 'Anthropic.ModelInfo', 'anthropicModels', 'data[]'),
  subject('messageTokens', 'Anthropic.MessageTokensCount', 'countTokens'),
  subject('groqCompletion', 'Groq.Chat.ChatCompletion', 'groqChat'),
  subject('groqChoice', 'Groq.Chat.ChatCompletion.Choice', 'groqChat', 'choices[]'),
  subject('groqMessage', 'Groq.Chat.ChatCompletionMessage', 'groqChat', 'choices[].message'),
  subject('groqUsage', 'Groq.CompletionUsage', 'groqChat', 'usage'),
  subject('groqChunk', 'Groq.Chat.ChatCompletionChunk', 'groqStream'),
  subject('groqModel', 'Groq.Model', 'groqModels', 'data[]'),
  subject('geminiResponse', 'Omit<GenerateContentResponse, Added>', 'gemini'),
  subject('geminiCandidate', 'Candidate', 'gemini', 'candidates[]'),
  subject('geminiContent', 'Content', 'gemini', 'candidates[].content'),
  subject('geminiUsage', 'GenerateContentResponseUsageMetadata', 'gemini', 'usageMetadata'),
  subject('geminiTokens', 'Omit<CountTokensResponse, Added>', 'geminiTokens'),
]
