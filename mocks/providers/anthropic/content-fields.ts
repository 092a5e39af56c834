import type { Fields, Shape } from './shape.ts'
import { anything, boolean, list, object, oneOf, optional, orNull, required, string, tagged, textOr } from './shape.ts'

/** Marks the end of a prefix that is to be cached. */
export const cacheControl: Shape = orNull(tagged({ ephemeral: { ttl: optional(oneOf('5m', '1h')) } }))
const cached: Fields = { cache_control: optional(cacheControl) }

const imageSource: Readonly<Record<string, Fields>> = {
  base64: { media_type: required(string()), data: required(string()) },
  url: { url: required(string()) },
  file: { file_id: required(string()) },
}
const citationsConfig = optional(orNull(object({ enabled: optional(boolean) })))

const text: Fields = { text: required(string()), ...cached, citations: optional(orNull(list(anything))) }
const image: Fields = { source: required(tagged(imageSource)), ...cached, transformations: optional(anything) }
const document: Fields = {
  source: required(
    tagged({
      ...imageSource,
      text: { media_type: required(oneOf('text/plain')), data: required(string()) },
      content: { content: required(textOr(list(tagged({ text, image })))) },
    }),
  ),
  title: optional(orNull(string())),
  context: optional(orNull(string())),
  citations: citationsConfig,
  ...cached,
}
const searchResult: Fields = {
  content: required(list(tagged({ text }))),
  source: required(string()),
  title: required(string()),
  citations: citationsConfig,
  ...cached,
}

/** A block that a server tool wrote; it is handed back as it came. */
const resultOfServerTool: Fields = {
  tool_use_id: required(string()),
  content: required(anything),
  ...cached,
  caller: optional(anything),
}

/** The blocks of a system prompt. */
export const textBlocks: Shape = list(tagged({ text }))

const toolUse: Fields = {
  id: required(string({ pattern: /^[a-zA-Z0-9_-]+$/ })),
  name: required(string({ min: 1, max: 200 })),
  input: required(object({}, { open: true })),
  caller: optional(anything),
  toolset_name: optional(orNull(string())),
  ...cached,
}

/** The blocks of a message, by type. Which role may send which is told elsewhere. */
export const contentBlocks: Shape = list(
  tagged({
    text,
    image,
    document,
    search_result: searchResult,
    thinking: { thinking: required(string()), signature: required(string()) },
    redacted_thinking: { data: required(string()) },
    tool_use: toolUse,
    tool_result: {
      tool_use_id: required(string({ pattern: /^[a-zA-Z0-9_-]+$/ })),
      content: optional(
        textOr(
          list(
            tagged({
              text,
              image,
              document,
              search_result: searchResult,
              tool_reference: { tool_name: required(string()), ...cached },
              browser_state: { tabs: required(list(anything)), state_changes: optional(anything), ...cached },
            }),
          ),
        ),
      ),
      is_error: optional(boolean),
      toolset_name: optional(orNull(string())),
      ...cached,
    },
    server_tool_use: toolUse,
    web_search_tool_result: resultOfServerTool,
    web_fetch_tool_result: resultOfServerTool,
    code_execution_tool_result: resultOfServerTool,
    bash_code_execution_tool_result: resultOfServerTool,
    text_editor_code_execution_tool_result: resultOfServerTool,
    tool_search_tool_result: resultOfServerTool,
    container_upload: { file_id: required(string()), ...cached },
  }),
)
