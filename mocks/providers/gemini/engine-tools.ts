import type { Answer, Prompt } from '../../engine/engine.ts'

/** What the engine learns about tools and schemas; to be deleted when its own types have it. */
export interface ToolPrompt extends Prompt {
  readonly tools?: readonly { readonly name: string; readonly description?: string; readonly parameters: object }[]
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string }
  readonly parallelTools?: boolean
  readonly schema?: object
}
export interface ToolAnswer extends Answer {
  readonly toolCalls?: readonly {
    readonly name: string
    readonly arguments: string
    readonly pieces: readonly string[]
  }[]
}
