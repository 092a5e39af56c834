import { describe, expect, test } from 'vitest'
import { generate, type Turn } from './engine.ts'

function chat(...messages: string[]): string {
  const turns = messages.flatMap((text, index): Turn[] =>
    index === messages.length - 1
      ? [{ role: 'user', text }]
      : [
          { role: 'user', text },
          { role: 'assistant', text: 'All right.' },
        ],
  )
  return generate({ turns, seed: 3 }).text
}

const chatter = ['What is an API?', 'Tell me a joke', 'Capital of France?', 'Thanks!', 'What is a token?']

describe('it repeats what the messages say, five turns back', () => {
  test.each([
    ['My name is Ada.', 'What is my name?', 'Ada'],
    ['I am called Brimblewick', 'Who am I?', 'Brimblewick'],
    ['Hi! Please call me Zo.', "What's my name?", 'Zo'],
    ["Hello, I'm Grace Hopper.", 'Do you remember my name?', 'Grace Hopper'],
    ['My favourite colour is green.', "What's my favorite color?", 'green'],
    ['my flurb is a zonkwap', 'what is my flurb?', 'zonkwap'],
    ['My blimsy quarn is "tolp-77".', 'Tell me my blimsy quarn', 'tolp-77'],
    ['my constructor is toString', 'What is my constructor?', 'toString'],
    ['My __proto__ is valueOf', 'What is my __proto__?', 'valueOf'],
    ['My cat is called Glimm and I live in Vorstad.', 'Where do I live?', 'Vorstad'],
    ['My cat is called Glimm and I live in Vorstad.', 'What is the name of my cat?', 'Glimm'],
    ["My dog's name is Rex", "What is my dog's name?", 'Rex'],
    ['I have a turtle named Pondo.', 'What is my turtle called?', 'Pondo'],
    ['I like snorkberries.', 'What do I like?', 'snorkberries'],
    ['I hate turnips.', "What don't I like?", 'turnips'],
    ['I am 34 years old.', 'How old am I?', '34'],
    ['I work as a glassblower.', 'Where do I work?', 'glassblower'],
    ['I am from Oslo.', 'Where am I from?', 'Oslo'],
    ['Remember: the vault opens at 9:15.', 'What did I ask you to remember?', '9:15'],
    ['Please remember that the code word is plimp.', 'What is the code word?', 'plimp'],
    ['remember 4711', 'What should you remember?', '4711'],
    ['The secret number is 42.', 'What is the secret number?', '42'],
    ['My lucky number for today is 7.', 'What is my lucky number?', '7'],
    ['My website is ada.example.com.', 'And what was my website again?', 'ada.example.com'],
  ])('%s … %s', (fact, question, wanted) => {
    expect(chat(fact, question)).toContain(wanted)
    expect(chat(fact, ...chatter, question)).toContain(wanted)
  })

  test('several facts, and the last word counts', () => {
    expect(chat('My name is Ada, my team is Blue and my desk is 12.', 'What is my team?')).toContain('Blue')
    expect(chat('My team is Blue.', 'Sorry, my team is Green.', 'What is my team?')).toMatch(/Green(?!.*Blue)/u)
    expect(chat('My name is Ada.', 'I like tea.', 'What do you know about me?')).toMatch(/Ada.*tea/u)
  })

  test('what the system prompt says of the user', () => {
    const turns: Turn[] = [
      { role: 'system', text: "You are a helpful assistant. The user's name is Ada. The user likes tea." },
      { role: 'user', text: 'What is my name?' },
    ]
    expect(generate({ turns, seed: 1 }).text).toContain('Ada')
  })

  test('what was said before', () => {
    expect(chat('Bananas are blue.', 'What did I just say?')).toContain('Bananas are blue.')
    expect(chat('Why is the sky blue?', 'ok', 'What was my first question?')).toContain('Why is the sky blue?')
  })
})

describe('it is honest about what it was not sent', () => {
  test.each([
    'What is my name?',
    'Who am I?',
    'What is my favourite colour?',
    'what is my flurb?',
    'Where do I live?',
    'What do I like?',
    'What did I ask you to remember?',
    'What did I just say?',
    'What is my hasOwnProperty?',
  ])('%s', (question) => {
    expect(chat(question)).toMatch(/nothing in the messages i received/iu)
  })

  test('another fact is no answer', () => {
    expect(chat('My cat is called Glimm.', 'What is my name?')).toMatch(/nothing in the messages/iu)
    expect(chat('My name is Ada.', 'What is my age?')).toMatch(/nothing in the messages/iu)
  })
})

describe('it acknowledges a fact', () => {
  test('a name', () => expect(chat('My name is Ada.')).toContain('Ada'))
  test('a fact and a question', () => expect(chat('My name is Ada. What is an API?')).toMatch(/Ada\. .*program/u))
  test('something made up', () => expect(chat('My flurb is a zonkwap.')).toContain('your flurb is a zonkwap'))
})
