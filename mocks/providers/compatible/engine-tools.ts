// The engine knows tools itself now; these are the names under which the rooms of local servers know its types.
export type { Answer as ToolAnswer, Prompt as ToolPrompt } from '../../engine/engine.ts'
