import { hex, randomFrom, randomText } from '../../world.ts'
import type { Answered, BatchHost } from '../batch/batch-host.ts'
import type { Call } from './call.ts'
import { chatAtOnce } from './chat.ts'
import { embeddingsAtOnce } from './embeddings.ts'
import { errorOf } from './errors.ts'
import type { Problem } from './errors.ts'
import { bad } from './fields.ts'
import { batchId, fileId } from './ids.ts'
import { openaiModel } from './model-rules.ts'
import { responseAtOnce } from './responses.ts'

type Batched = Pick<Call, 'body' | 'key' | 'seed' | 'random'>

const endpoints: Readonly<Record<string, (call: Batched) => object | Problem>> = {
  '/v1/responses': responseAtOnce,
  '/v1/chat/completions': chatAtOnce,
  '/v1/embeddings': embeddingsAtOnce,
}

/** How OpenAI runs batches. */
export const openaiBatches: BatchHost = {
  provider: 'openai',
  largestFile: 200 * 1024 * 1024,
  purposes: ['fine-tune', 'assistants', 'batch', 'user_data', 'vision', 'evals'],
  endpoints: Object.keys(endpoints),
  windows: ['24h'],
  isOfOneModel: true,
  fileId,
  batchId: (random) => batchId('batch', random),
  lineIds: (random) => ({ line: batchId('batch_req', random), request: randomText(random, 32, hex) }),
  serves: (model) => openaiModel(model) !== undefined,
  answer(endpoint, { body, key, seed }): Answered {
    const answered =
      body.stream === true
        ? bad('Streaming is not supported in the Batch API.', 'stream', 'unsupported_value')
        : endpoints[endpoint]?.({ body, key, seed, random: randomFrom(seed) })
    if (!answered) throw new Error(`Nobody answers batches for ${endpoint}.`)
    return isProblem(answered)
      ? { status: answered.status, body: { error: errorOf(answered) } }
      : { status: 200, body: answered }
  },
}

/** A response object has a status, too, but it is no number. */
function isProblem(answered: object): answered is Problem {
  return 'status' in answered && typeof answered.status === 'number'
}
