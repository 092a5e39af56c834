import { describe, expect, test } from 'vitest'
import { generate, type Turn } from './engine.ts'

function answer(text: string, system?: string): string {
  const turns: Turn[] = [
    ...(system === undefined ? [] : [{ role: 'system' as const, text: system }]),
    { role: 'user', text },
  ]
  return generate({ turns, seed: 1, temperature: 0 }).text
}

describe('repeating', () => {
  test.each([
    ['Say banana', 'banana'],
    ['Say this is a test', 'This is a test.'],
    ['Repeat after me: the quick blorp, 12!', 'the quick blorp, 12!'],
    ['Reply with exactly: PONG', 'PONG'],
    ['Reply with only the word "pong".', 'pong'],
    ['Say exactly "I am ready."', 'I am ready.'],
    ['Echo: a  b', 'a  b'],
  ])('%s', (text, wanted) => expect(answer(text)).toBe(wanted))
})

describe('arithmetic', () => {
  test.each([
    ['What is 17 * 23?', '391'],
    ['what is seventeen times twenty-three', '391'],
    ['What is two plus three?', '5'],
    ['12 / 5', '2.4'],
    ['calculate (3 + 4) * 2^3', '56'],
    ['What is 15% of 80?', '12'],
    ['How much is 1,000 - 1?', '999'],
    ['What is -3 + 5?', '2'],
    ['What is 0.1 + 0.2?', '0.3'],
    ['Two plus two?', 'four'],
  ])('%s', (text, wanted) => expect(answer(text)).toContain(wanted))

  test('nothing is divided by zero', () => expect(answer('What is 5 / 0?')).toContain('zero'))
})

describe('translation', () => {
  test.each([
    ['Translate "Good morning" into German', 'Guten Morgen'],
    ['Translate to French: Hello, how are you?', 'Bonjour, comment vas-tu ?'],
    ['How do you say thank you in Spanish?', 'Gracias'],
    ['Translate "Guten Morgen" to English', 'Good morning'],
    ['Say good morning in German', 'Guten Morgen'],
  ])('%s', (text, wanted) => expect(answer(text)).toBe(wanted))

  test('a translator translates every message', () => {
    const system = 'You are a translator: translate every user message into French.'
    expect(answer('I love programming', system)).toBe('J’adore programmer')
    expect(answer('What is your name?', system)).toBe('Comment t’appelles-tu ?')
  })

  test('it names the words it does not know and the languages it never learned', () => {
    expect(answer('Translate into German: The cat drinks xenolith.')).toMatch(/Katze trinkt.*"xenolith"/su)
    expect(answer('Translate "hello" into Klingon')).toContain('cannot translate into Klingon')
  })
})

describe('sentiment', () => {
  const oneWord = "Classify the sentiment of the user's message. Answer with one word."
  test.each([
    ['I love this lamp, it is great!', 'Positive'],
    ['Terrible. I want a refund.', 'Negative'],
    ['It was not bad at all.', 'Positive'],
    ['It was not good.', 'Negative'],
    ['The story was gripping but the ending was boring.', 'Mixed'],
    ['The parcel has four corners.', 'Neutral'],
    ['★★★★★', 'Positive'],
    ['1 out of 5', 'Negative'],
  ])('%s', (text, wanted) => expect(answer(text, oneWord)).toBe(wanted))

  test('in the message itself, in the spelling that was asked for', () => {
    expect(answer('Is this review positive or negative? The cup arrived broken.')).toContain('negative')
    expect(answer('Classify as POSITIVE or NEGATIVE, one word only: "I love it"')).toBe('POSITIVE')
  })
})

describe("work on the user's own text", () => {
  const text =
    'The library opens at nine. It was built in 1920 by a merchant. Today the library holds two million books and lends the books to everyone.'

  test('a summary keeps sentences of the text', () => {
    const said = answer(`Summarise in one sentence: ${text}`)
    expect(text).toContain(said)
    expect(said.match(/\./gu)).toHaveLength(1)
    expect(text).toContain(answer(text, 'Summarise the user’s message in one sentence.'))
  })

  test.each([
    ['Extract all e-mail addresses from: write to ada@example.com or bob@test.org.', 'ada@example.com\nbob@test.org'],
    ['Extract the numbers from this text: 3 apples and 1.5 kilos', '3\n1.5'],
    ['List all names in: "Yesterday Ada Lovelace met Charles in London."', 'Ada Lovelace\nCharles\nLondon'],
    ['Reverse the word hello', 'olleh'],
    ['Reverse "stressed"', 'desserts'],
    ['Convert to uppercase: hello world', 'HELLO WORLD'],
  ])('%s', (question, wanted) => expect(answer(question)).toBe(wanted))

  test('counting', () => {
    expect(answer('How many words are in "one two three"?')).toContain('3 words')
    expect(answer('How many r in strawberry?')).toContain('3 times')
  })

  test('it asks for a text that is missing', () => {
    expect(answer('Summarise this')).toContain('send me the text')
  })
})

describe('instructions', () => {
  const sentences = (said: string): number => said.match(/[.!?](?=\s|$)/gu)?.length ?? 0

  test.each(['Answer in one sentence.', 'Be brief.', 'Keep your answers short.', 'You are a concise assistant.'])(
    '%s',
    (system) => {
      const said = answer('What is an API?', system)
      expect(sentences(said)).toBe(1)
      expect(answer('What is an API?').startsWith(said)).toBe(true)
    },
  )

  test('in the message, and in words', () => {
    expect(sentences(answer('Explain photosynthesis in two sentences.'))).toBe(2)
    expect(sentences(answer('In one sentence, what is an API?'))).toBe(1)
    for (const words of [3, 5, 10, 20]) {
      expect(answer('What is an API?', `Answer in at most ${words} words.`).split(/\s+/u).length).toBeLessThanOrEqual(
        words,
      )
    }
  })

  test('one word', () => {
    expect(answer('What is the capital of France? Answer in one word.')).toBe('Paris')
    expect(answer('What is the capital of Japan? One word.')).toBe('Tokyo')
    expect(answer('What is a token?', 'Answer with one word.')).toMatch(/^\p{L}+$/u)
  })

  test('letters and manner', () => {
    const loud = answer('What is an API?', 'Always answer in capitals.')
    expect(loud).toBe(loud.toUpperCase())
    expect(answer('What is an API?', 'You are a pirate.')).toMatch(/^Arr! .*matey!$/su)
    expect(answer('hello', 'End every answer with "Over."')).toMatch(/Over\.$/u)
  })

  test('names and languages', () => {
    expect(answer('What is your name?', 'Your name is Zorb.')).toContain('Zorb')
    expect(answer('Why is the sky blue?', 'Answer in German.')).toContain('nur auf Englisch')
    expect(answer('Why is the sky blue?', 'Answer in Polish.')).toContain('cannot write in Polish')
  })

  test('in the message they do not hide its subject', () => {
    expect(answer('Explain recursion like a pirate.')).toMatch(/^Arr! .*function/su)
    expect(answer('What is an API? Answer in German.')).toMatch(/^Das kann .*API/su)
    expect(answer('What is JSON in two sentences?')).toMatch(/^JSON/u)
  })

  test('a plain system prompt changes nothing', () => {
    expect(answer('What is an API?', 'You are a helpful assistant.')).toBe(answer('What is an API?'))
  })
})
