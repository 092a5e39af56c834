const noAudio = 'only in answers with sound, which the simulated model cannot give'
const noLegacyCall = 'replaced by tool_calls; only for requests in the old way with functions'
const noModeration = 'only when the request asks for moderated completions'
const unseen = 'not in the recorded answers this simulation is built on'
const ownTools = 'only when the provider runs tools itself, which are not simulated'
const otherSamples = 'simulated, but not in the answers that are looked at here'

/** Why a field of an SDK's type is in none of the simulated bodies: by subject and field. */
export const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chatCompletion: {
    metadata: 'only for completions that are stored with metadata',
    moderation: noModeration,
  },
  chatMessage: { audio: noAudio, function_call: noLegacyCall },
  chatInputDetails: {
    cache_write_tokens: unseen,
    image_tokens: unseen,
    text_tokens: unseen,
  },
  chatOutputDetails: { text_tokens: unseen },
  chatChunk: { moderation: noModeration },
  chatChunkDelta: { audio: noAudio, function_call: noLegacyCall },
  response: {
    access_programs: unseen,
    conversation: 'only when the request names a conversation, an endpoint that is not simulated',
    image: 'only with options for pictures, which the simulated model does not draw',
    output_text: "added by OpenAI's SDK, never on the wire",
    prompt: 'only when the request names a stored prompt, which is not simulated',
    prompt_cache_diagnostics: 'only when the request asks for diagnostics',
    prompt_cache_options: 'only when the request sets options of the cache',
  },
  openaiModel: { shutdown_date: unseen },
  message: { container: ownTools, diagnostics: 'null unless the request asks for diagnostics' },
  messageUsage: { server_tool_use: ownTools, speed: 'only when the request chooses a speed' },
  groqCompletion: { mcp_list_tools: ownTools },
  groqMessage: {
    annotations: ownTools,
    executed_tools: ownTools,
    function_call: noLegacyCall,
    tool_calls: otherSamples,
  },
  groqUsage: { prompt_tokens_details: 'only for models with a prompt cache that has found something' },
  geminiResponse: {
    automaticFunctionCallingHistory: "added by Google's SDK, never on the wire",
    createTime: unseen,
    initialPromptTokenCount: unseen,
    modelStatus: unseen,
    promptFeedback: otherSamples,
  },
  geminiCandidate: {
    avgLogprobs: otherSamples,
    citationMetadata: 'only for quotations, of which the simulated model makes none',
    continuationToken: unseen,
    groundingMetadata: ownTools,
    logprobsResult: otherSamples,
    safetyRatings: otherSamples,
    tokenCount: unseen,
    urlContextMetadata: ownTools,
  },
  geminiUsage: {
    cacheTokensDetails: otherSamples,
    cachedContentTokenCount: otherSamples,
    candidatesTokensDetails: unseen,
    initialPromptTokenCount: unseen,
    toolUsePromptTokenCount: ownTools,
    toolUsePromptTokensDetails: ownTools,
    trafficType: unseen,
  },
  geminiTokens: { cachedContentTokenCount: 'only for prompts that continue cached content, which is not simulated' },
}
