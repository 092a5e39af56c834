import type { CreateEmbeddingResponse } from 'openai/resources/embeddings'
import { toBase64 } from '../embedding.ts'
import type { EmbeddingAnswer } from './dialect.ts'

/** The vectors as OpenAI lists them. */
export function embeddingData({ vectors, isBase64 }: EmbeddingAnswer): CreateEmbeddingResponse['data'] {
  return vectors.map((vector, index) => ({ object: 'embedding', embedding: encoded(vector, isBase64), index }))
}

/** The SDK asks for base64, and makes numbers of it; its types know only those. */
export function encoded(vector: readonly number[], isBase64: boolean): number[] {
  return isBase64 ? (toBase64(vector) as unknown as number[]) : [...vector]
}
