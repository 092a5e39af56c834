import { describe, expect, test } from 'vitest'
import { corpus } from './corpus/corpus.ts'
import { generate, type Turn } from './engine.ts'

const stock = new Set(corpus.flatMap((text) => text.answers))

function answer(...texts: string[]): string {
  const turns = texts.map((text, index): Turn => ({ role: index % 2 === 0 ? 'user' : 'assistant', text }))
  return generate({ turns, seed: 1, temperature: 0 }).text
}

/** Prompts the corpus knows nothing about, although many share words with what it knows. */
const strange = [
  'Who won the 1998 chess championship?',
  'Explain the rules of curling',
  'Tell me about quetzals',
  'What is the boiling point of tungsten?',
  'What is the capital of Mongolia?',
  'capital of Peru',
  'recipe for lasagne',
  'How do I bake sourdough bread?',
  'Write a haiku about submarines',
  'haiku about accountants',
  'Write a poem about my dentist',
  'Tell me a story about a penguin',
  'Tell me a joke about lawyers',
  'Who painted The Night Watch?',
  'Who wrote Moby-Dick?',
  'Who is the president of France?',
  'What is the population of Japan?',
  'When was the Eiffel Tower built?',
  'What does error 418 mean?',
  'What is a monad?',
  'Explain quantum entanglement',
  'How does a nuclear reactor work?',
  'What is the tallest mountain in Africa?',
  'How tall is Mount Everest?',
  'Which river flows through Cairo?',
  'How do I fix a leaking tap?',
  'Write a slogan for a funeral home',
  'Write a product description for a lawnmower',
  'Write a regex for a phone number',
  'Write a function that parses roman numerals',
  'Write a Rust program that solves sudoku',
  'How do I install PostgreSQL on Windows?',
  'What is Kubernetes?',
  'Explain blockchain',
  'Give me tips for growing tomatoes',
  'Tips for buying a used car',
  'How do vaccines work?',
  'What causes earthquakes?',
  'Why do cats purr?',
  'How far away is Saturn?',
  'List five vegetables',
  'name three rivers in Germany',
  'How many moons does Jupiter have?',
  'What is the speed of sound?',
  'What is the meaning of the word perspicacious?',
  'Who invented the telephone?',
  'When did the Roman Empire fall?',
  'Plan a wedding for two hundred guests',
  'Should I invest in gold?',
  'What are the symptoms of measles?',
  'constructor',
  'toString valueOf hasOwnProperty',
  'asdf qwer zxcv',
  'Was ist die Hauptstadt von Peru?',
  'Quelle heure est-il à Tokyo ?',
  'Erzähle mir etwas über Pinguine',
]

/** A question and the first way in which the corpus asks for its text. */
const phrasings: readonly (readonly [question: string, text: string])[] = [
  ['Could you please tell me what an API is?', 'what is an API'],
  ["What's an application programming interface?", 'what is an API'],
  ['In simple terms, what does API mean?', 'what is an API'],
  ['I am new to this. What exactly is an LLM API?', 'what is an LLM API'],
  ['what are endpoints?', 'what is an endpoint'],
  ['Can you explain rate limiting?', 'what is a rate limit'],
  ['Why are there rate limits?', 'what is a rate limit'],
  ['Why does the API forget what I said before?', 'why does the API forget'],
  ['How should I keep my API key safe?', 'how do I keep my API key secret'],
  ['Where do I put my key? In a .env file?', 'what is a .env file'],
  ['My API key leaked, what should I do now?', 'what does rotating a key mean'],
  ['What does the system prompt do?', 'what is a system prompt'],
  ['explain embeddings to me', 'what are embeddings'],
  ['What is a large language model?', 'what is a language model'],
  ['Why do language models hallucinate?', 'what are hallucinations'],
  ['What is an SDK and do I need one?', 'what does an SDK add over fetch'],
  ['What does error 401 mean?', 'what does error 401 mean'],
  ['What does error 429 mean?', 'what does error 429 mean'],
  ['how does exponential backoff work', 'what is exponential backoff'],
  ['What is jitter good for?', 'what is jitter'],
  ['Please explain prompt caching.', 'what is prompt caching'],
  ['How do I reduce my costs?', 'how do I reduce cost'],
  ['Is there a free tier?', 'is there a free way to start'],
  ['What is fine tuning?', 'what is fine-tuning'],
  ['Tell me about function calling', 'what is function calling'],
  ['What is RAG?', 'what is retrieval augmented generation'],
  ['What is an AI agent?', 'what is an agent'],
  ['Why is the sky blue?', 'why is the sky blue?'],
  ['why does the sky look so blue', 'why is the sky blue?'],
  ['How does photosynthesis work?', 'what is photosynthesis?'],
  ['what is the capital of france', 'what is the capital of France?'],
  ["What's the capital city of Japan?", 'what is the capital of Japan?'],
  ['Name the capital of Canada, please.', 'what is the capital of Canada?'],
  ['List the planets of our solar system.', 'list the planets'],
  ['Please write a haiku about autumn', 'write a haiku about autumn'],
  ['Compose a haiku about the ocean', 'write a haiku about the sea'],
  ['Write me a haiku.', 'write a haiku'],
  ['A joke, please!', 'tell me a joke'],
  ['Can you tell me a joke?', 'tell me a joke'],
  ['hello', 'hello'],
  ['Hi there!', 'hello'],
  ['Who are you?', 'who are you?'],
  ['What can you do for me?', 'what can you do?'],
  ['Thank you very much!', 'thanks'],
  ['How are you today?', 'how are you?'],
  ['Explain recursion', 'explain recursion'],
  ['What is TypeScript?', 'what is TypeScript?'],
  ['What is JSON and what is it used for?', 'what is JSON?'],
  ['How does the internet work?', 'what is the internet?'],
  ['Who wrote Romeo and Juliet?', 'who wrote Romeo and Juliet?'],
  ['Give me a recipe for pancakes', 'recipe for pancakes'],
  ['How can I sleep better at night?', 'tips for sleeping better'],
  ['Write a TypeScript function that reverses a string', 'write a function that reverses a string'],
  ['How do I remove duplicates from an array?', 'write a function that removes duplicates from an array'],
  ['Write a function to check if a number is prime', 'write a function that checks whether a number is prime'],
  ['Write fizzbuzz', 'write fizzbuzz in TypeScript'],
  ['Write a tagline for a coffee shop', 'write a slogan for a coffee shop'],
  ['Tell me a story about a robot.', 'write a short story about a robot'],
  ['How fast is light?', 'what is the speed of light?'],
  ['What is machine learning, in one paragraph?', 'what is machine learning?'],
  ['How do I prepare for a job interview?', 'tips for a job interview'],
  ['What is Git?', 'what is git?'],
]

function answersTo(ask: string): readonly string[] {
  const text = corpus.find((each) => each.asks.includes(ask))
  if (!text) throw new Error(`No text of the corpus is asked for by "${ask}".`)
  return text.answers
}

describe('a prompt the corpus knows nothing about gets an honest answer', () => {
  test.each(strange)('%s', (question) => {
    const said = answer(question)
    expect(stock).not.toContain(said)
    expect(said).toMatch(/do not know|none of the few hundred texts|beyond me/iu)
  })
})

describe('a question finds its text, however it is put', () => {
  test.each(phrasings)('%s', (question, ask) => {
    expect(answersTo(ask)).toContain(answer(question))
  })
})

describe('a follow-up goes on about the same thing', () => {
  test('in one sentence', () => {
    const said = answer('What is an API?', 'An API is …', 'and in one sentence?')
    expect(answersTo('what is an API').some((full) => full.startsWith(said) && said.length < full.length)).toBe(true)
  })
  test('tell me more', () => {
    expect(answersTo('what is photosynthesis?')).toContain(answer('What is photosynthesis?', '…', 'Tell me more.'))
  })
  test('what about another country', () => {
    expect(answersTo('what is the capital of Spain?')).toContain(answer('capital of France', 'Paris', 'And Spain?'))
    expect(answersTo('what is the capital of Japan?')).toContain(
      answer('capital of France', 'Paris', 'What about Japan?'),
    )
  })
  test('a country it does not know', () => {
    expect(stock).not.toContain(answer('capital of France', 'Paris', 'And Mongolia?'))
  })
})
