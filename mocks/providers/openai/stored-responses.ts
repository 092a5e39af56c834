import type { ResponseInputItem, ResponseOutputItem } from 'openai/resources/responses/responses'
import type { Turn } from '../../engine/engine.ts'
import type { BackgroundWork } from './background.ts'
import type { WireResponse } from './response-object.ts'
import { accountStore } from '../account-store.ts'

export interface StoredResponse {
  readonly response: WireResponse
  readonly input: readonly ResponseInputItem[]
  /** The conversation up to and with this response, without instructions. */
  readonly turns: readonly Turn[]
  /** Of a response that is made in the background: how far it is. */
  readonly background?: BackgroundWork
}

/** The responses of each account. */
export const storedResponses = accountStore<StoredResponse>(({ response }) => response.id)

interface StoredItem {
  readonly id: string
  /** All that came with it, itself included, in order. */
  readonly output: readonly { readonly id?: string; readonly type: ResponseOutputItem['type'] }[]
}

/** The items of those responses, by which OpenAI knows them again when they come back in an input. */
export const storedItems = accountStore<StoredItem>(({ id }) => id)
