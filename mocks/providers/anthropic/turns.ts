import type { Turn } from '../../engine/engine.ts'
import type { Block, Countable } from './request.ts'
import { blocksOf } from './request.ts'

/** The conversation without its wrapping, the system prompt first; pictures are not read. */
export function turnsOf(request: Countable): Turn[] {
  const system = blocksOf(request.system).map((block) => block.text)
  const turns: Turn[] = system.length ? [{ role: 'system', text: system.join('\n') }] : []
  for (const { role, content } of request.messages) {
    const blocks = blocksOf<Block>(content)
    for (const block of blocks) {
      if (block.type === 'tool_result') turns.push({ role: 'tool', text: textOf(block) })
    }
    const text = blocks.filter((block) => block.type !== 'tool_result').map(textOf)
    const spoken = text.filter((part) => part !== '').join('\n')
    // A message that brings nothing but results is no turn of the user's; an assistant's that only calls tools stays one.
    if (spoken !== '' || role === 'assistant') turns.push({ role, text: spoken })
  }
  return turns
}

/** What a block says to the model; empty for what it does not read here, and for what it only thought. */
export function textOf(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'tool_result':
      return blocksOf(block.content)
        .map((part) => (part.type === 'text' ? part.text : ''))
        .join('\n')
    case 'search_result':
      return [block.title, ...block.content.map((part) => part.text)].join('\n')
    case 'document':
      return documentText(block)
    default:
      return ''
  }
}

function documentText({ source, title }: Extract<Block, { type: 'document' }>): string {
  const head = title ? `${title}\n` : ''
  if (source.type === 'text') return head + source.data
  if (source.type !== 'content') return head
  return (
    head +
    blocksOf(source.content)
      .map((part) => (part.type === 'text' ? part.text : ''))
      .join('\n')
  )
}
