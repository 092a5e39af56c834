import { models } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import type { Model as SdkModel } from '@google/genai'
import { about, pause } from '../../pace.ts'
import type { Call, Outcome } from './call.ts'
import { badRequest, invalid } from './problem.ts'
import type { Problem } from './problem.ts'
import { jsonResponse } from './json.ts'
import { hasRetired, serving } from './serving.ts'

/** Most models on one page, and how many when nobody says. */
const largestPage = 1000
const usualPage = 50

/** GET /v1/models */
export async function listModels(call: Call): Promise<Outcome> {
  const page = pageOf(call.query)
  if ('status' in page) return page
  const { start, size } = page
  const served = models.filter((model) => model.provider === 'gemini' && !hasRetired(model))
  const next = start + size
  await pause(about(60, call.random), call.signal)
  return jsonResponse({
    models: served.slice(start, next).map(described),
    ...(next < served.length && { nextPageToken: btoa(`start=${next}`) }),
  })
}

/** GET /v1/models/{model} */
export async function getModel(call: Call): Promise<Outcome> {
  const model = serving(call.id)
  await pause(about(60, call.random), call.signal)
  return model ? jsonResponse(described(model)) : unknown(call.id, call.version)
}

function unknown(id: string, version: string): Problem {
  return { status: 'NOT_FOUND', message: `Model is not found: models/${id} for api version ${version}` }
}

function pageOf(query: URLSearchParams): { start: number; size: number } | Problem {
  const size = Number(query.get('pageSize') ?? 0)
  if (!Number.isInteger(size)) {
    const description = `Invalid value at 'page_size' (TYPE_INT32), ${JSON.stringify(query.get('pageSize'))}`
    return badRequest([{ field: 'page_size', description }])
  }
  if (size < 0) return invalid('* ListModelsRequest.page_size: page_size must not be negative\n')
  const start = startOf(query.get('pageToken') ?? '')
  return start === undefined
    ? invalid('* ListModelsRequest.page_token: Invalid page token\n')
    : { start, size: Math.min(size || usualPage, largestPage) }
}

/** Where the page of a token begins; undefined when it is none of ours. */
function startOf(token: string): number | undefined {
  if (token === '') return 0
  try {
    const start = /^start=(\d+)$/.exec(atob(token))?.[1]
    return start === undefined ? undefined : Number(start)
  } catch {
    return undefined
  }
}

/** A model on the wire; the SDK renames some of its fields. */
type WireModel = Pick<
  SdkModel,
  | 'name'
  | 'version'
  | 'displayName'
  | 'description'
  | 'inputTokenLimit'
  | 'outputTokenLimit'
  | 'temperature'
  | 'topP'
  | 'topK'
  | 'maxTemperature'
  | 'thinking'
> & { supportedGenerationMethods: NonNullable<SdkModel['supportedActions']> }

function described({ id, name, kind, contextWindow, maxOutput, released, efforts }: Model): WireModel {
  const isChat = kind === 'chat'
  return {
    name: `models/${id}`,
    version: '001',
    displayName: name,
    description: isChat
      ? `${id.includes('preview') ? 'Preview' : 'Stable'} version of ${name}, released on ${released}.`
      : `Obtain a distributed representation of a text with ${name}.`,
    inputTokenLimit: contextWindow,
    outputTokenLimit: isChat ? maxOutput : 1,
    supportedGenerationMethods: isChat
      ? ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent']
      : ['embedContent', 'countTextTokens', 'countTokens', 'asyncBatchEmbedContent'],
    ...(isChat && {
      temperature: 1,
      topP: 0.95,
      topK: 64,
      maxTemperature: 2,
      ...((efforts !== undefined || id.startsWith('gemini-2.5')) && { thinking: true }),
    }),
  } satisfies WireModel
}
