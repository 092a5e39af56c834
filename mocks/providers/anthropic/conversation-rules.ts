import type { Version } from './call.ts'
import type { Block, Countable } from './request.ts'
import { blocksOf } from './request.ts'
import { isSealed } from './thinking.ts'

/** A rule about how the messages fit together; returns what is wrong. */
type ConversationRule = (messages: Countable['messages'], version: Version) => string | undefined

const beginning: ConversationRule = (messages) => {
  if (!messages.length) return 'messages: at least one message is required'
  return messages[0]?.role === 'assistant' ? 'messages: first message must use the "user" role' : undefined
}

/** Which role may send which blocks. */
const roles: ConversationRule = (messages, version) => {
  for (const [at, { role, content }] of messages.entries()) {
    for (const [index, block] of blocksOf<Block>(content).entries()) {
      const path = `messages.${at}.content.${index}`
      const { type } = block
      const onlyAssistant = ['tool_use', 'thinking', 'redacted_thinking', 'server_tool_use'].includes(type)
      const onlyUser = ['tool_result', 'image', 'search_result', 'container_upload'].includes(type)
      if (role === 'system' && type !== 'text') return `${path}: \`${type}\` blocks cannot be in \`system\` messages`
      if (onlyAssistant && role !== 'assistant')
        return `${path}: \`${type}\` blocks can only be in \`assistant\` messages`
      if (onlyUser && role !== 'user') return `${path}: \`${type}\` blocks can only be in \`user\` messages`
      if (version !== '2026-10-21') continue
      if (type === 'document' && role === 'assistant')
        return `${path}: \`document\` blocks can only be in \`user\` messages`
      if (role === 'user' && 'citations' in block && Array.isArray(block.citations) && block.citations.length) {
        return `${path}.${type}.citations: Extra inputs are not permitted`
      }
    }
  }
  return undefined
}

const emptiness: ConversationRule = (messages) => {
  for (const [at, { role, content }] of messages.entries()) {
    const blocks = blocksOf<Block>(content)
    const isPrefill = role === 'assistant' && at === messages.length - 1
    if (!blocks.length && !isPrefill) {
      return `messages.${at}: all messages must have non-empty content except for the optional final assistant message`
    }
    const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []))
    if (texts.includes('')) return 'messages: text content blocks must be non-empty'
    if (texts.some((text) => text.trim() === ''))
      return 'messages: text content blocks must contain non-whitespace text'
    if (isPrefill && /\s$/.test(texts.at(-1) ?? '')) {
      return 'messages: final assistant content cannot end with trailing whitespace'
    }
  }
  return undefined
}

/** Every tool_use is followed by its tool_result, and every tool_result follows its tool_use. */
const pairs: ConversationRule = (messages) => {
  const seen = new Set<string>()
  const idsIn = (at: number) =>
    blocksOf<Block>(messages[at]?.content).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
  const resultsIn = (at: number) =>
    blocksOf<Block>(messages[at]?.content).map((block) => (block.type === 'tool_result' ? block.tool_use_id : ''))
  for (const at of messages.keys()) {
    const asked = at ? idsIn(at - 1) : []
    const results = resultsIn(at)
    const index = results.findIndex((id) => id !== '' && !asked.includes(id))
    if (index >= 0) {
      return (
        `messages.${at}.content.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${results[index]}. ` +
        'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
      )
    }
    const given = results.filter((id) => id !== '')
    if (new Set(given).size < given.length) {
      return `messages.${at}.content: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${given.find((id, i) => given.indexOf(id) < i)}`
    }
    const unanswered = asked.filter((id) => !given.includes(id))
    if (unanswered.length) {
      return (
        `messages.${at - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
        `${unanswered.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
      )
    }
    for (const id of idsIn(at)) {
      if (seen.has(id)) return 'messages: `tool_use` ids must be unique'
      seen.add(id)
    }
  }
  return undefined
}

/** Thoughts come back as they were given. */
const seals: ConversationRule = (messages) => {
  for (const [at, { content }] of messages.entries()) {
    for (const [index, block] of blocksOf<Block>(content).entries()) {
      if (block.type === 'thinking' && !isSealed(block.thinking, block.signature)) {
        return `messages.${at}.content.${index}: Invalid \`signature\` in \`thinking\` block`
      }
    }
  }
  return undefined
}

const rules = [beginning, roles, emptiness, pairs, seals]

/** What is wrong with the order and the contents of the messages; undefined when nothing is. */
export function conversationProblem(messages: Countable['messages'], version: Version): string | undefined {
  for (const rule of rules) {
    const problem = rule(messages, version)
    if (problem) return problem
  }
  return undefined
}
