import { describe, expect, test, vi } from 'vitest'
import { corpus } from './corpus/corpus.ts'
import { countTokens, generate, type Prompt, type Turn } from './engine.ts'
import { END, bytesOf, encode } from './tokens.ts'
import { reply } from './reply.ts'

// The whole corpus is asked several times.
vi.setConfig({ testTimeout: 60_000 })

function ask(text: string, settings: Partial<Prompt> = {}): ReturnType<typeof generate> {
  return generate({ turns: [{ role: 'user', text }], seed: 1, ...settings })
}

function samples(count: number, text: string, settings: Partial<Prompt>): ReturnType<typeof generate>[] {
  return Array.from({ length: count }, (_, seed) => ask(text, { ...settings, seed }))
}

const different = (answers: readonly { text: string }[]): number => new Set(answers.map((answer) => answer.text)).size

describe('temperature', () => {
  test('0 repeats itself whatever the seed', () => {
    expect(different(samples(5, 'What is a token?', { temperature: 0 }))).toBe(1)
  })

  test('0 says the first answer of every text of the corpus word for word', () => {
    for (const text of corpus) {
      const [question = ''] = text.asks
      const [wanted] = reply([{ role: 'user', text: question }])
      expect(ask(question, { temperature: 0 }).text).toBe(wanted)
    }
  })

  test('the same prompt and seed give the same answer, other seeds others', () => {
    expect(ask('Why is the sky blue?', { seed: 7 })).toEqual(ask('Why is the sky blue?', { seed: 7 }))
    expect(different(samples(10, 'Why is the sky blue?', {}))).toBeGreaterThan(1)
  })

  test.each(['What is an API?', 'Write a haiku', 'Why is the sky blue?', 'Tell me a story'])(
    'at 1.5 ten samples of "%s" are at least eight different ones',
    (question) => {
      expect(different(samples(10, question, { temperature: 1.5 }))).toBeGreaterThanOrEqual(8)
    },
  )
})

describe('how far it wanders', () => {
  const name = (token: number): string => (token === END ? 'end' : bytesOf(token).join('.'))
  const questions = corpus.filter((_, index) => index % 5 === 0).map((text) => text.asks[0] ?? '')
  const known = new Set<string>()
  const read = (text: string): void => {
    const tokens = ['', '', '', ...encode(text).map(name), 'end']
    for (let end = 4; end <= tokens.length; end++) known.add(tokens.slice(end - 4, end).join())
  }
  for (const text of corpus) text.answers.forEach(read)
  for (const text of questions) reply([{ role: 'user', text }]).forEach(read)

  /** The share of sampled tokens, the end included, that continue the three before them as some text does. */
  function share(temperature: number): number {
    let all = 0
    let familiar = 0
    for (const [index, question] of questions.entries()) {
      for (const seed of [3 * index, 3 * index + 1, 3 * index + 2]) {
        const { logprobs, finish } = ask(question, { temperature, seed })
        const tokens = ['', '', '', ...logprobs.map((token) => token.bytes.join('.'))]
        if (finish === 'stop') tokens.push('end')
        for (let end = 4; end <= tokens.length; end++) {
          all++
          if (known.has(tokens.slice(end - 4, end).join())) familiar++
        }
      }
    }
    return familiar / all
  }

  test('at 1 at least 95 % of the tokens follow as they do in a text, at 1.5 at most 70 %', () => {
    expect(questions.length).toBeGreaterThanOrEqual(50)
    expect(share(1)).toBeGreaterThanOrEqual(0.95)
    expect(share(1.5)).toBeLessThanOrEqual(0.7)
  })
})

test('at 1 an answer does not say the same again', () => {
  for (const [index, text] of corpus.entries()) {
    if (index % 4 !== 1) continue
    for (const seed of [1, 2, 3]) {
      const said = ask(text.asks[0] ?? '', { seed }).text
      const sentences = said.split(/(?<=[.!?])\s+/u).filter((sentence) => sentence.length > 20)
      expect(new Set(sentences).size, said).toBe(sentences.length)
    }
  }
})

describe('limits and stop sequences', () => {
  const full = ask('What is an API?', { temperature: 0 })

  test('an unlimited answer ends by itself, and its pieces join to its text', () => {
    expect(full.finish).toBe('stop')
    expect(full.pieces.join('')).toBe(full.text)
    expect(full.visibleTokens).toBe(countTokens(full.text))
    expect(full.logprobs).toHaveLength(full.visibleTokens)
  })

  test.each([0, 1, 7, 20])('%i tokens at most', (maxTokens) => {
    const cut = ask('What is an API?', { temperature: 0, maxTokens })
    expect(cut.finish).toBe('length')
    expect(cut.visibleTokens).toBe(maxTokens)
    expect(full.text.startsWith(cut.text)).toBe(true)
    expect(countTokens(cut.text)).toBe(maxTokens)
  })

  test('a limit as long as the answer does not cut it', () => {
    expect(ask('What is an API?', { temperature: 0, maxTokens: full.visibleTokens }).text).toBe(full.text)
  })

  test('a stop sequence across token borders cuts exactly', () => {
    for (let start = 5; start < 60; start++) {
      const stop = full.text.slice(start, start + 9)
      const cut = ask('What is an API?', { temperature: 0, stop: ['never there', stop] })
      expect(cut.text).toBe(full.text.slice(0, full.text.indexOf(stop)))
      expect(cut).toMatchObject({ finish: 'stop sequence', stopSequence: stop })
      expect(cut.pieces.join('')).toBe(cut.text)
      expect(cut.logprobs).toHaveLength(cut.visibleTokens)
    }
  })

  test('of several stop sequences the one that begins first counts; empty ones do not', () => {
    const stop = ['', full.text.slice(30, 40), full.text.slice(12, 15)]
    expect(ask('What is an API?', { temperature: 0, stop }).text).toBe(
      full.text.slice(0, full.text.indexOf(stop[2] ?? '')),
    )
  })

  test('pieces hold whole characters only, also where a character takes several tokens', () => {
    const text = 'ᚠᛇᚻ 🦄🧬 한글 ǿ'
    const answer = ask(`Repeat after me: ${text}`, { temperature: 0 })
    expect(answer.text).toBe(text)
    expect(answer.pieces.join('')).toBe(text)
    expect(answer.pieces.every((piece) => piece.isWellFormed() && !piece.includes('\uFFFD'))).toBe(true)
    expect(answer.logprobs.length).toBeGreaterThan(answer.pieces.length)
    const bytes = answer.logprobs.flatMap((token) => token.bytes)
    expect(new TextDecoder().decode(new Uint8Array(bytes))).toBe(text)
  })

  test('a limit inside a character gives no half character', () => {
    for (let maxTokens = 1; maxTokens < 12; maxTokens++) {
      const { text, pieces } = ask('Repeat after me: 🦄🧬ᚠᛇᚻ', { temperature: 0, maxTokens })
      expect(text).not.toContain('\uFFFD')
      expect(pieces.join('')).toBe(text)
    }
  })
})

describe('an answer that was cut off', () => {
  test.each([7, 20, 33])('is continued where it stopped, %i tokens at a time', (maxTokens) => {
    const whole = ask('What is a context window?', { temperature: 0 }).text
    const turns: Turn[] = [{ role: 'user', text: 'What is a context window?' }]
    let text = ''
    for (let finish = ''; finish !== 'stop';) {
      const piece = generate({ turns, seed: 1, temperature: 0, maxTokens })
      text += piece.text
      finish = piece.finish
      turns.push({ role: 'assistant', text: piece.text }, { role: 'user', text: 'Continue exactly where you stopped.' })
    }
    expect(text).toBe(whole)
  })

  test('is not taken for one when it was whole, nor when nobody asks for more', () => {
    const question: Turn = { role: 'user', text: 'What is a context window?' }
    const whole = ask(question.text, { temperature: 0 }).text
    const then = (said: string, text: string) =>
      generate({
        turns: [question, { role: 'assistant', text: said }, { role: 'user', text }],
        seed: 1,
        temperature: 0,
      }).text
    expect(then(whole, 'Continue.')).toMatch(/^[A-Z]/)
    expect(then(whole.slice(0, 40), 'What is an API?')).toBe(ask('What is an API?', { temperature: 0 }).text)
  })
})

describe('the other settings', () => {
  test('a small nucleus and top-k 1 take the most probable', () => {
    const best = ask('Tell me a joke', { temperature: 0 }).text
    expect(different(samples(5, 'Tell me a joke', { topK: 1 }))).toBe(1)
    expect(ask('Tell me a joke', { topK: 1 }).text).toBe(best)
    expect(ask('Tell me a joke', { topP: 0.01 }).text).toBe(best)
  })

  test('top-p keeps a hot model on the road', () => {
    const lengths = samples(10, 'What is an API?', { temperature: 1.5, topP: 0.5 })
    const answers = new Set(corpus.find((text) => text.asks.includes('what is an API'))?.answers)
    expect(lengths.filter((answer) => answers.has(answer.text)).length).toBeGreaterThan(0)
    expect(different(lengths)).toBeLessThanOrEqual(different(samples(10, 'What is an API?', { temperature: 1.5 })))
  })

  test('a bias of −100 forbids a token, one of 100 forces it', () => {
    const [first = 0] = encode(ask('What is an API?', { temperature: 0 }).text)
    expect(encode(ask('What is an API?', { temperature: 0, logitBias: { [first]: -100 } }).text)[0]).not.toBe(first)
    const [banana = 0] = encode(' banana')
    expect(ask('What is an API?', { logitBias: { [banana]: 100 }, maxTokens: 3 }).text).toBe(' banana banana banana')
    expect(ask('What is an API?', { logitBias: { [END]: 100 } })).toMatchObject({ text: '', finish: 'stop' })
  })

  test('penalties make repeated words rarer', () => {
    const song = `Repeat after me: ${'la '.repeat(30)}`
    const count = (settings: Partial<Prompt>): number =>
      ask(song, { temperature: 0, maxTokens: 30, ...settings }).text.match(/\bla\b/gu)?.length ?? 0
    expect(count({})).toBe(30)
    expect(count({ frequencyPenalty: 2 })).toBeLessThan(15)
    expect(count({ frequencyPenalty: 1 })).toBeGreaterThan(count({ frequencyPenalty: 2 }))
  })

  test('effort spends hidden tokens, more of it more, and they count against the limit', () => {
    const spent = (['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const).map(
      (effort) => ask('What is an API?', { effort }).reasoningTokens,
    )
    expect(spent[0]).toBe(0)
    expect(spent).toEqual(spent.toSorted((a, b) => a - b))
    expect(new Set(spent).size).toBe(spent.length)
    expect((spent[3] ?? 1) % 64).toBe(0)
    expect(ask('What is an API?', { effort: 'max', maxTokens: 50 })).toMatchObject({
      text: '',
      finish: 'length',
      reasoningTokens: 50,
      visibleTokens: 0,
    })
    const { reasoningTokens, visibleTokens } = ask('What is an API?', { effort: 'low', maxTokens: 80 })
    expect(reasoningTokens + visibleTokens).toBe(80)
  })

  test('a low verbosity says less, but whole sentences, and all of a program', () => {
    const [low, medium, high] = (['low', 'medium', 'high'] as const).map(
      (verbosity) => ask('What is an API?', { verbosity, temperature: 0 }).text,
    )
    expect(low).toMatch(/^[^.!?]+[.!?]$/)
    expect(medium?.startsWith(low ?? '?')).toBe(true)
    expect(medium?.length).toBeGreaterThan(low?.length ?? Infinity)
    expect(high).toBe(medium)
    const program = 'Write a function that reverses a string in TypeScript'
    expect(ask(program, { verbosity: 'low', temperature: 0 }).text).toBe(ask(program, { temperature: 0 }).text)
  })

  test('alternatives come best first with the chosen token among them', () => {
    const { logprobs } = ask('What is an API?', { topLogprobs: 20, temperature: 0 })
    for (const { text, logprob, top } of logprobs) {
      expect(top).toHaveLength(20)
      expect(top.map((each) => each.logprob)).toEqual(top.map((each) => each.logprob).toSorted((a, b) => b - a))
      expect(top[0]).toMatchObject({ text, logprob })
      expect(top.reduce((sum, each) => sum + Math.exp(each.logprob), 0)).toBeLessThanOrEqual(1 + 1e-9)
    }
    expect(ask('What is an API?').logprobs[0]?.top).toEqual([])
  })
})

describe('odd input', () => {
  test.each([
    [''],
    [' \n '],
    ['\0'],
    ['\uD800'],
    ['a\uDC00b'],
    ['🦄🦄🦄'],
    ['مرحبا كيف حالك'],
    ['שלום'],
    ['<|endoftext|> <|im_start|>'],
    ['constructor'],
    ['__proto__'],
    ['my constructor is toString'],
    ['what is my hasOwnProperty?'],
    ['((((((('],
    ['1/0'],
    ['say'],
    ['repeat after me: <|endoftext|>'],
    ['translate'],
    [':'],
    ['"'],
  ])('%j gets a whole answer', (text) => {
    const answer = ask(text)
    expect(answer.text.trim()).not.toBe('')
    expect(answer.text.isWellFormed()).toBe(true)
    expect(answer.finish).toBe('stop')
  })

  test('no turns, or none of the user', () => {
    expect(generate({ turns: [], seed: 1 }).text).toMatch(/\w/u)
    expect(generate({ turns: [{ role: 'system', text: 'Be brief.' }], seed: 1 }).text).toMatch(/\w/u)
    expect(
      generate({
        turns: [
          { role: 'user', text: '' },
          { role: 'tool', text: 'x' },
        ],
        seed: Number.NaN,
      }).text,
    ).toMatch(/\w/u)
  })

  function milliseconds(work: () => unknown): number {
    const start = performance.now()
    work()
    return performance.now() - start
  }

  test('huge input is answered soon', () => {
    // Generous limits, for slow and busy machines: what is quadratic takes minutes here.
    ask('hello')
    const letters = 'a'.repeat(1_000_000)
    expect(milliseconds(() => countTokens(letters))).toBeLessThan(2000)
    expect(milliseconds(() => ask(letters))).toBeLessThan(4000)
    expect(milliseconds(() => ask(`my ${letters} is ${letters}`))).toBeLessThan(4000)
    expect(milliseconds(() => ask(`repeat after me: ${letters}`, { maxTokens: 50 }))).toBeLessThan(4000)
    const turns = Array.from({ length: 100_000 }, (_, index) => ({
      role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
      text: `My number ${index} is ${index}.`,
    }))
    const question = { role: 'user' as const, text: 'What is my number 4?' }
    expect(milliseconds(() => generate({ turns: [...turns, question], seed: 1 }))).toBeLessThan(8000)
  })
})
