import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asOf, catalogueWarnings, findModel, isRetired, models, pick, priceOn, served } from './models.ts'
import type { Model, ProviderId } from './models.ts'

const providers = [...new Set(models.map(({ provider }) => provider))]
const day = /^20\d\d-\d\d-\d\d$/

/** An entry that has to be there; the test fails with its name when it is not. */
function entry(id: string, provider?: ProviderId): Model {
  const model = findModel(id, provider)
  if (!model) throw new Error(`The catalogue does not know ${id}.`)
  return model
}

describe('the tables', () => {
  test('name every provider of the course', () => {
    const hosts = 'mistral together fireworks qwen huggingface openrouter azure'
    const servers = 'lmstudio ollama vllm textgen tgi'
    expect(providers.join(' ')).toBe(`openai anthropic gemini groq ${hosts} ${servers}`)
  })

  test.each(providers)('%s: no id, snapshot or alias twice', (provider) => {
    const names = models
      .filter((model) => model.provider === provider)
      .flatMap((model) => [model.id, model.snapshot ?? [], model.aliases ?? []].flat())
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  test.each([
    ['openai', ['cheap', 'mid', 'top']],
    ['anthropic', ['cheap', 'mid', 'top']],
    ['gemini', ['cheap', 'mid', 'top']],
    ['groq', ['cheap', 'mid']],
  ] as const)('%s: exactly one model in each of the tiers %j', (provider, tiers) => {
    const found = models.flatMap((model) => (model.provider === provider && model.tier ? [model.tier] : []))
    expect(found.toSorted()).toEqual(tiers)
  })

  test('every provider has one cheap model, never two of a tier, and none of them is leaving', () => {
    for (const provider of providers) {
      const tiered = models.filter((model) => model.provider === provider && model.tier)
      const tiers = tiered.map(({ tier }) => tier)
      expect(tiers, provider).toContain('cheap')
      expect(new Set(tiers).size, provider).toBe(tiers.length)
      expect(tiered.filter(({ retires }) => retires)).toEqual([])
    }
  })

  test('the dearer the tier, the higher the price', () => {
    for (const provider of ['openai', 'anthropic', 'gemini'] as const) {
      const [cheap, mid, top] = (['cheap', 'mid', 'top'] as const).map(
        (tier) => entry(pick(provider, tier)).price.output,
      )
      expect([cheap, mid, top], provider).toEqual([cheap, mid, top].toSorted((a = 0, b = 0) => a - b))
    }
  })

  test.each(models)('$provider $id: dated, priced and consistent', (model) => {
    expect(model.checked).toMatch(day)
    expect(model.checked <= asOf).toBe(true)
    expect(model.source).toMatch(/^https:\/\//)
    expect(model.released).toMatch(day)
    expect(model.contextWindow).toBeGreaterThan(0)
    expect(model.maxOutput).toBeLessThanOrEqual(model.contextWindow)
    expect(model.kind === 'embedding').toBe(model.dimensions !== undefined)
    expect(model.price.output === 0 && model.kind === 'chat').toBe(isFree(model) && model.kind === 'chat')
    for (const price of [model.price, ...(model.laterPrices ?? []).map((later) => later.price)]) {
      for (const { input, cachedInput = 0, ...rest } of [price, price.longPrompt ?? price]) {
        expect(cachedInput).toBeLessThanOrEqual(input)
        expect(`${[input, cachedInput, rest.output, rest.cacheWrite]}`).not.toMatch(/\d{8}/)
      }
    }
    for (const { from } of model.laterPrices ?? []) expect(from > asOf && day.test(from)).toBe(true)
    if (model.defaultEffort) expect(model.efforts).toContain(model.defaultEffort)
    expect(model.afterwards !== undefined).toBe(model.retires !== undefined)
    if (model.retires) expect(day.test(model.retires) && model.released < model.retires).toBe(true)
    if (typeof model.afterwards !== 'object') return
    const heir = entry(model.afterwards.routedTo, model.provider)
    expect(isRetired(heir, model.retires)).toBe(false)
  })

  /** What runs at home costs nothing, and PaLM 2 was a free preview. */
  function isFree(model: Model): boolean {
    return ['lmstudio', 'ollama', 'vllm', 'textgen', 'tgi'].includes(model.provider) || /-bison-/.test(model.id)
  }
})

describe('looking up', () => {
  test('an id, an alias and a snapshot lead to the same entry', () => {
    expect(findModel('gpt-4o-mini-2024-07-18')).toBe(entry('gpt-4o-mini'))
    expect(findModel('claude-haiku-4-5-20251001')).toBe(entry('claude-haiku-4-5'))
    expect(findModel('gemini-pro')?.id).toBe('gemini-1.0-pro')
    for (const name of ['qwen3', 'qwen3:latest', 'qwen3:8b']) expect(findModel(name, 'ollama')?.id).toBe('qwen3:8b')
    expect(findModel('openai/gpt-oss-120b:fastest', 'huggingface')?.id).toBe('openai/gpt-oss-120b')
  })

  test('the provider decides where several have the same id', () => {
    expect(findModel('gpt-4o-mini')?.provider).toBe('openai')
    expect(findModel('gpt-4o-mini', 'azure')?.provider).toBe('azure')
    expect(findModel('openai/gpt-oss-20b')?.provider).toBe('groq')
    expect(findModel('openai/gpt-oss-20b', 'together')?.price.output).toBe(0.2)
    expect(findModel('gpt-4o-mini', 'anthropic')).toBeUndefined()
    expect(findModel('gpt-9')).toBeUndefined()
  })

  test.each(['lmstudio', 'ollama', 'vllm', 'textgen', 'tgi'] as const)(
    '%s knows the models of the course',
    (server) => {
      for (const name of ['qwen3', 'qwen2.5-coder', 'llama-3-8b', 'gemma-3-4b-it', 'gpt-oss']) entry(name, server)
    },
  )

  test.each(
    `gpt-3.5-turbo gpt-4 text-davinci-003 claude-1 claude-2 claude-instant-1 claude-3-opus-20240229 claude-3-haiku-20240307
    text-bison chat-bison gemini-1.0-pro gemini-1.5-flash gemini-1.5-pro gemini-2.0-flash llama3-70b-8192 llama-3.3-70b-versatile
    mixtral-8x7b-32768 gemma2-9b-it`.split(/\s+/),
  )('%s of older tutorials is known, and gone', (id) => {
    expect(isRetired(entry(id))).toBe(true)
    expect(entry(id).afterwards).toBe('gone')
  })

  test('pick names what is missing', () => {
    expect(pick('openai', 'cheap')).toBe('gpt-6-luna')
    expect(() => pick('groq', 'top')).toThrow('The catalogue has no top model of groq.')
  })
})

describe('time', () => {
  test('a model is served until the day it retires', () => {
    const model = entry('gpt-4o-mini')
    expect(isRetired(model, '2027-01-13')).toBe(false)
    expect(isRetired(model, '2027-01-14')).toBe(true)
    expect(served('openai')).toContain(model)
    expect(served('openai', '2027-01-14')).not.toContain(model)
    expect(served('openai')).not.toContain(entry('gpt-4'))
  })

  test('Gemini answers for some of the gone with another model', () => {
    expect(entry('gemini-3.7-flash')).toMatchObject({
      retires: '2026-10-08',
      afterwards: { routedTo: 'gemini-3.8-flash' },
    })
    expect(entry('gemini-2.5-flash')).toMatchObject({ afterwards: { routedTo: 'gemini-3.5-flash-lite' } })
  })

  test('announced prices come into force on their day', () => {
    const argon = entry('gemini-4-argon')
    expect(priceOn(argon, '2026-11-30')).toEqual({ input: 2, output: 10, cachedInput: 0.1 })
    expect(priceOn(argon, '2026-12-01')).toEqual({ input: 4, output: 20, cachedInput: 0.2 })
    expect(priceOn(entry('gemini-3.8-flash'), '2027-01-01').input).toBe(1.5)
    expect(priceOn(entry('gpt-4o'), '2027-01-01')).toBe(entry('gpt-4o').price)
  })
})

describe('what models accept', () => {
  test('temperature', () => {
    expect(entry('gpt-6-luna').refuses?.temperature).toBe('reasoning')
    expect(entry('claude-opus-5-5').refuses?.temperature).toBe('always')
    expect(entry('claude-haiku-4-5').refuses?.temperature).toBe('from-2026-10-21')
    expect(entry('gemini-4-argon').ignores?.temperature).toBe('always')
    expect(entry('gemini-4-argon').refuses?.temperature).toBeUndefined()
    for (const id of ['gpt-4o-mini', 'gemini-3.8-flash', 'openai/gpt-oss-20b', 'mistral-small-latest', 'qwen3:8b']) {
      expect(entry(id).refuses?.temperature ?? entry(id).ignores?.temperature, id).toBeUndefined()
    }
  })

  test('several answers at once', () => {
    expect(entry('openai/gpt-oss-20b', 'groq').refuses?.n).toBe('above-one')
    expect(entry('gemini-4-carbon').refuses?.candidateCount).toBe('above-one')
    expect(entry('gpt-4o-mini').refuses).toBeUndefined()
  })
})

describe('warnings', () => {
  const about = (id: string, today: string) =>
    catalogueWarnings(today, [id]).filter((line) => line.startsWith(`${id} `))

  test('a used model that retires within 60 days', () => {
    expect(about('gpt-4o-mini', '2026-11-14')).toEqual([])
    expect(about('gpt-4o-mini', '2026-11-15')).toEqual([
      'gpt-4o-mini (openai) is used and will be shut down in 60 days, on 2027-01-14.',
    ])
    expect(about('gpt-4o-mini', '2027-02-01')).toEqual([
      'gpt-4o-mini (openai) is used and was shut down on 2027-01-14.',
    ])
    expect(about('gpt-6-luna', '2027-02-01')).toEqual([])
  })

  test('entries checked more than 90 days ago, once per table', () => {
    const stale = (today: string) =>
      catalogueWarnings(today, []).filter((line) => line.startsWith('The entries of openai '))
    expect(stale('2027-02-18')).toEqual([])
    expect(stale('2027-02-19')).toEqual([
      'The entries of openai were checked 91 days ago, on 2026-11-20: look at https://developers.openai.com/api/docs/pricing',
    ])
  })

  test('the models that pick gives are used, whoever asks', () => {
    expect(catalogueWarnings(asOf).filter((line) => line.includes('is used'))).toEqual([])
  })
})

describe('lessons', () => {
  const shown = modelsShown(join(import.meta.dirname, '../..'))

  test('show only models that are known and served', () => {
    expect(shown.map(({ id }) => id)).not.toEqual([])
    for (const { id, file } of shown) {
      const model = findModel(id)
      expect(model, `${file} shows ${id}, which the catalogue does not know`).toBeDefined()
      expect(model && isRetired(model), `${file} shows ${id}, which was shut down on ${model?.retires}`).toBe(false)
    }
    const ids = shown.map(({ id }) => id)
    for (const warning of catalogueWarnings(asOf, ids)) console.warn(warning)
  })

  test('may name a gone or invented model in a line that says so', () => {
    expect(idsIn(`const model = 'gpt-4o-mini'`)).toEqual(['gpt-4o-mini'])
    expect(idsIn(`{"model": "claude-haiku-5-5", "input": "text-embedding-3-small"}`)).toEqual([
      'claude-haiku-5-5',
      'text-embedding-3-small',
    ])
    expect(idsIn(`const old = ['gpt-3.5-turbo'] // retired`)).toEqual([])
    expect(idsIn(`// \`gpt-4\` was retired in October`)).toEqual([])
    expect(idsIn(`await ask({ model: 'gpt-9' }) // unknown`)).toEqual([])
    expect(idsIn(`await ask({ model: 'gpt-0' })`)).toEqual([])
  })
})

/** Every model that a lesson, an exercise or a solution names. */
function modelsShown(root: string): { id: string; file: string }[] {
  return ['lessons', 'exercises', 'solutions'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|md)$/.test(file))
      .flatMap((file) =>
        idsIn(readFileSync(join(root, folder, file), 'utf8')).map((id) => ({ id, file: join(folder, file) })),
      ),
  )
}

/** Quoted model ids, except in lines that say `retired` or `unknown`; version 0, as in gpt-0, is nobody's model. */
function idsIn(text: string): string[] {
  const families = /gpt|claude|gemini|text-embedding|llama|qwen|mistral|gemma|(?:openai|anthropic|qwen|meta-llama)\//
    .source
  const quoted = new RegExp(`(['"\`])((?:${families})[\\w./:-]*\\d[\\w./:-]*)\\1`, 'gi')
  return text
    .split('\n')
    .filter((line) => !/\b(retired|unknown)\b/.test(line))
    .flatMap((line) => [...line.matchAll(quoted)].map(([, , id = '']) => id))
    .filter((id) => !id.endsWith('-0'))
}
