import type { Text } from './text.ts'

export const code: readonly Text[] = [
  {
    asks: [
      'write a function that reverses a string',
      'reverse a string in TypeScript',
      'how do I reverse a string?',
      'reverse string function',
      'function reverse text',
    ],
    answers: [
      `This function reverses a string by putting each new character in front of the result.

\`\`\`ts
export function reverse(text: string): string {
  let result = ''
  for (const char of text) {
    result = char + result
  }
  return result
}
\`\`\`

A for-of loop reads whole code points, so most emoji survive the turn.`,
      `This function reverses a string by splitting it into characters and joining them again from the end.

\`\`\`ts
export function reverse(text: string): string {
  return [...text].reverse().join('')
}
\`\`\`

The spread operator reads whole code points, so most emoji survive the turn.`,
    ],
  },
  {
    asks: [
      'write a function that checks for a palindrome',
      'palindrome check in TypeScript',
      'is a word a palindrome?',
      'isPalindrome function',
      'check whether a text reads the same backwards',
    ],
    answers: [
      `This function checks whether a text is a palindrome by comparing it with its own reverse.

\`\`\`ts
export function isPalindrome(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, '')
  return letters === [...letters].reverse().join('')
}
\`\`\`

Spaces, punctuation and capital letters are ignored before the comparison.`,
      `This function checks whether a text is a palindrome by walking from both ends towards the middle.

\`\`\`ts
export function isPalindrome(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, '')
  for (let left = 0, right = letters.length - 1; left < right; left++, right--) {
    if (letters[left] !== letters[right]) return false
  }
  return true
}
\`\`\`

The loop stops at the first difference, so it is fast even for long texts.`,
    ],
  },
  {
    asks: [
      'write a function that returns the nth fibonacci number',
      'fibonacci in TypeScript',
      'fibonacci function',
      'how do I compute fibonacci numbers?',
      'fibonacci sequence code',
    ],
    answers: [
      `This function returns the nth Fibonacci number with a simple loop.

\`\`\`ts
export function fibonacci(n: number): number {
  let current = 0
  let next = 1
  for (let i = 0; i < n; i++) {
    [current, next] = [next, current + next]
  }
  return current
}
\`\`\`

It needs only two variables, and fibonacci(10) gives 55.`,
      `This function returns the nth Fibonacci number by calling itself and remembering what it already knows.

\`\`\`ts
const known = new Map<number, number>()

export function fibonacci(n: number): number {
  if (n < 2) return n
  const cached = known.get(n)
  if (cached !== undefined) return cached
  const value = fibonacci(n - 1) + fibonacci(n - 2)
  known.set(n, value)
  return value
}
\`\`\`

Without the map the same values would be computed again and again.`,
    ],
  },
  {
    asks: [
      'write a function that computes the factorial of a number',
      'factorial in TypeScript',
      'factorial function',
      'how do I calculate n factorial?',
    ],
    answers: [
      `This function computes the factorial of a number by multiplying all integers from two up to it.

\`\`\`ts
export function factorial(n: number): number {
  let result = 1
  for (let i = 2; i <= n; i++) {
    result *= i
  }
  return result
}
\`\`\`

The factorial of zero is one, because the loop does not run at all.`,
      `This function computes the factorial of a number by recursion.

\`\`\`ts
export function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1)
}
\`\`\`

The base case is one, and beyond 18 you should use bigint to stay exact.`,
    ],
  },
  {
    asks: [
      'write a function that sums an array',
      'sum of an array in TypeScript',
      'add up all numbers in a list',
      'sum array function',
      'how do I add all numbers of an array?',
    ],
    answers: [
      `This function adds up all numbers of an array with a loop.

\`\`\`ts
export function sum(numbers: readonly number[]): number {
  let total = 0
  for (const value of numbers) {
    total += value
  }
  return total
}
\`\`\`

An empty array gives zero, which is the natural start value.`,
      `This function adds up all numbers of an array with the reduce method.

\`\`\`ts
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0)
}
\`\`\`

The zero at the end is the start value, so an empty array is safe.`,
    ],
  },
  {
    asks: [
      'write a function that removes duplicates from an array',
      'remove duplicates from an array in TypeScript',
      'unique values of a list',
      'deduplicate array',
      'how do I get unique elements?',
    ],
    answers: [
      `This function removes duplicates from an array with the help of a set.

\`\`\`ts
export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
\`\`\`

A set keeps the first of equal values, so the original order stays the same.`,
      `This function removes duplicates from an array by remembering what it has already seen.

\`\`\`ts
export function unique<T>(items: readonly T[]): T[] {
  const seen = new Set<T>()
  const result: T[] = []
  for (const item of items) {
    if (!seen.has(item)) {
      seen.add(item)
      result.push(item)
    }
  }
  return result
}
\`\`\`

The loop is longer, but you can easily compare by a key instead.`,
    ],
  },
  {
    asks: [
      'write a debounce function',
      'debounce in TypeScript',
      'how does debounce work?',
      'debounce an input handler',
      'write a function that debounces another function',
    ],
    answers: [
      `This function delays an action until no new call has come in for a while.

\`\`\`ts
export function debounce<Args extends unknown[]>(
  action: (...args: Args) => void,
  delay: number,
): (...args: Args) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (...args) => {
    clearTimeout(timer)
    timer = setTimeout(() => action(...args), delay)
  }
}
\`\`\`

It is useful for a search field, where only the last key press should send a request.`,
      `This function delays an action and lets only the latest of many quick calls through.

\`\`\`ts
export function debounce<Args extends unknown[]>(
  action: (...args: Args) => void,
  delay: number,
): (...args: Args) => void {
  let latest = 0
  return (...args) => {
    const call = ++latest
    setTimeout(() => {
      if (call === latest) action(...args)
    }, delay)
  }
}
\`\`\`

Each call gets a number, and only the highest one is still valid when its time comes.`,
    ],
  },
  {
    asks: [
      'write a function that fetches JSON',
      'fetch JSON in TypeScript',
      'load JSON from a URL',
      'how do I fetch data from an API?',
      'fetch with error handling',
    ],
    answers: [
      `This function fetches JSON and throws an error when the server does not answer with success.

\`\`\`ts
export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) {
    throw new Error(\`Request failed with status \${response.status}\`)
  }
  return response.json()
}
\`\`\`

The result is unknown, so check its shape before you use it.`,
      `This function fetches JSON, checks its shape with a guard and returns a typed value.

\`\`\`ts
export async function fetchJson<T>(url: string, guard: (data: unknown) => data is T): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(\`Request failed with status \${response.status}\`)
  const data: unknown = await response.json()
  if (!guard(data)) throw new TypeError('Unexpected response')
  return data
}
\`\`\`

The request is cancelled after ten seconds, so a silent server cannot block the program.`,
    ],
  },
  {
    asks: [
      'write a function that sorts an array of objects by a key',
      'sort by key in TypeScript',
      'sort an array of objects',
      'sortBy function',
      'how do I sort a list by a property?',
    ],
    answers: [
      `This function sorts an array by a key without changing the original.

\`\`\`ts
export function sortBy<T>(items: readonly T[], key: (item: T) => string | number): T[] {
  return [...items].sort((a, b) => {
    const left = key(a)
    const right = key(b)
    return left < right ? -1 : left > right ? 1 : 0
  })
}
\`\`\`

Call it as sortBy(users, user => user.age) to put the youngest first.`,
      `This function sorts an array by a key and inserts each item at its right place.

\`\`\`ts
export function sortBy<T>(items: readonly T[], key: (item: T) => string | number): T[] {
  const sorted: T[] = []
  for (const item of items) {
    const index = sorted.findIndex(other => key(other) > key(item))
    sorted.splice(index === -1 ? sorted.length : index, 0, item)
  }
  return sorted
}
\`\`\`

This is an insertion sort, which is easy to follow and fine for short lists.`,
    ],
  },
  {
    asks: [
      'write a function that counts words',
      'count words in TypeScript',
      'word count function',
      'how many words are in a text?',
      'count the words of a string',
    ],
    answers: [
      `This function counts the words of a text with a regular expression.

\`\`\`ts
export function countWords(text: string): number {
  return text.match(/\\S+/g)?.length ?? 0
}
\`\`\`

Every run of characters without a space counts as one word, and an empty text gives zero.`,
      `This function counts the words of a text by watching where a new one begins.

\`\`\`ts
export function countWords(text: string): number {
  let count = 0
  let inside = false
  for (const char of text) {
    const isSpace = char.trim() === ''
    if (!isSpace && !inside) count++
    inside = !isSpace
  }
  return count
}
\`\`\`

It reads the text once and needs no extra memory for the pieces.`,
    ],
  },
  {
    asks: [
      'write fizzbuzz in TypeScript',
      'fizzbuzz',
      'fizz buzz function',
      'solve the fizzbuzz problem',
      'write a function that plays fizzbuzz',
    ],
    answers: [
      `This function returns the FizzBuzz lines from one up to a limit.

\`\`\`ts
export function fizzBuzz(limit: number): string[] {
  const lines: string[] = []
  for (let i = 1; i <= limit; i++) {
    if (i % 15 === 0) lines.push('FizzBuzz')
    else if (i % 3 === 0) lines.push('Fizz')
    else if (i % 5 === 0) lines.push('Buzz')
    else lines.push(String(i))
  }
  return lines
}
\`\`\`

The test for fifteen has to come first, otherwise it would never be reached.`,
      `This function returns the FizzBuzz lines by joining the two words where they apply.

\`\`\`ts
export function fizzBuzz(limit: number): string[] {
  return Array.from({ length: limit }, (_, index) => {
    const i = index + 1
    const word = (i % 3 === 0 ? 'Fizz' : '') + (i % 5 === 0 ? 'Buzz' : '')
    return word || String(i)
  })
}
\`\`\`

A number that fits neither rule leaves the word empty and is shown as it is.`,
    ],
  },
  {
    asks: [
      'write a sleep function',
      'sleep in TypeScript',
      'how do I wait two seconds in JavaScript?',
      'write a function that waits',
      'pause with async await',
    ],
    answers: [
      `This function waits for a given number of milliseconds.

\`\`\`ts
export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
\`\`\`

Write await sleep(1000) inside an async function to pause for one second.`,
      `This function waits for a given number of milliseconds with the timer of Node.js that returns a promise.

\`\`\`ts
import { setTimeout as wait } from 'node:timers/promises'

export async function sleep(ms: number): Promise<void> {
  await wait(ms)
}
\`\`\`

While it waits, the program can still handle other events.`,
    ],
  },
  {
    asks: [
      'write a function that splits an array into chunks',
      'chunk an array in TypeScript',
      'split a list into groups of equal size',
      'chunk function',
      'how do I split an array into parts?',
    ],
    answers: [
      `This function splits an array into chunks of a given size with a loop.

\`\`\`ts
export function chunk<T>(items: readonly T[], size: number): T[][] {
  if (size < 1) throw new RangeError('size must be at least 1')
  const chunks: T[][] = []
  for (let i = 0; i < items.length; i += size) {
    chunks.push(items.slice(i, i + size))
  }
  return chunks
}
\`\`\`

The last chunk may be shorter than the others.`,
      `This function splits an array into chunks of a given size with Array.from.

\`\`\`ts
export function chunk<T>(items: readonly T[], size: number): T[][] {
  if (size < 1) throw new RangeError('size must be at least 1')
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size))
}
\`\`\`

Such groups are handy when an API accepts only a limited number of items per request.`,
    ],
  },
  {
    asks: [
      'write a function that capitalises a word',
      'capitalize the first letter in TypeScript',
      'make the first letter upper case',
      'capitalise function',
      'how do I capitalize a string?',
    ],
    answers: [
      `This function capitalises the first letter of a text and leaves the rest alone.

\`\`\`ts
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
\`\`\`

An empty string stays empty, because charAt never fails.`,
      `This function capitalises the first letter of a text with a regular expression.

\`\`\`ts
export function capitalise(text: string): string {
  return text.replace(/^\\p{Ll}/u, letter => letter.toUpperCase())
}
\`\`\`

The u flag and the letter class make it work for é and ü as well.`,
    ],
  },
  {
    asks: [
      'write a function that checks whether a number is prime',
      'is prime in TypeScript',
      'isPrime function',
      'prime number check',
      'how do I test for a prime number?',
    ],
    answers: [
      `This function checks whether a number is prime by trying all divisors up to its square root.

\`\`\`ts
export function isPrime(n: number): boolean {
  if (!Number.isInteger(n) || n < 2) return false
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false
  }
  return true
}
\`\`\`

If no divisor is found up to that point, there cannot be a larger one either.`,
      `This function checks whether a number is prime and skips all even divisors after two.

\`\`\`ts
export function isPrime(n: number): boolean {
  if (!Number.isInteger(n) || n < 2) return false
  if (n % 2 === 0) return n === 2
  for (let divisor = 3; divisor <= Math.sqrt(n); divisor += 2) {
    if (n % divisor === 0) return false
  }
  return true
}
\`\`\`

It does half the work, because two is the only even prime.`,
    ],
  },
  {
    asks: [
      'write a function that reads an environment variable safely',
      'read an environment variable in TypeScript',
      'how do I read process.env safely?',
      'get API key from environment',
      'env variable missing error',
    ],
    answers: [
      `This function reads an environment variable and stops with a clear message when it is missing.

\`\`\`ts
export function requireEnv(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(\`Please set the environment variable \${name}\`)
  }
  return value
}
\`\`\`

Call it as requireEnv('OPENAI_API_KEY') at the start, and never print the value.`,
      `This function reads an environment variable, trims it and accepts an optional fallback.

\`\`\`ts
export function requireEnv(name: string, fallback?: string): string {
  const value = process.env[name]?.trim() || fallback
  if (!value) throw new Error(\`Please set the environment variable \${name}\`)
  return value
}
\`\`\`

Use a fallback for harmless settings only, but never for a secret key.`,
    ],
  },
  {
    asks: [
      'write a regex for an e-mail address',
      'regex for e-mail',
      'regular expression to validate an email',
      'check an email address in TypeScript',
      'write a function that validates an e-mail',
    ],
    answers: [
      `This regex accepts most ordinary e-mail addresses and rejects obvious mistakes.

\`\`\`ts
const emailPattern = /^[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+$/

export function isEmail(text: string): boolean {
  return emailPattern.test(text)
}
\`\`\`

Only a message that really arrives proves that the address exists.`,
      `This regex with named groups splits an e-mail address into its two parts.

\`\`\`ts
const emailPattern = /^(?<user>[^\\s@]+)@(?<domain>[^\\s@.]+(?:\\.[^\\s@.]+)+)$/

export function parseEmail(text: string): { user: string; domain: string } | undefined {
  const groups = emailPattern.exec(text)?.groups
  const user = groups?.user
  const domain = groups?.domain
  return user && domain ? { user, domain } : undefined
}
\`\`\`

It returns undefined for anything that does not look like an address.`,
    ],
  },
  {
    asks: [
      'write an SQL query for the ten newest orders',
      'SQL query newest orders',
      'select the latest ten orders',
      'SQL for the last 10 orders',
      'how do I query the most recent rows?',
    ],
    answers: [
      `This SQL query returns the ten newest orders.

\`\`\`ts
export const newestOrders = \`
  SELECT id, customer_id, total, created_at
  FROM orders
  ORDER BY created_at DESC
  LIMIT 10
\`
\`\`\`

An index on created_at keeps it fast when the table grows.`,
      `This SQL query returns the ten newest orders of one customer and takes the customer as a parameter.

\`\`\`ts
export const newestOrders = \`
  SELECT id, total, created_at
  FROM orders
  WHERE customer_id = $1
  ORDER BY created_at DESC
  LIMIT 10
\`
\`\`\`

Never build the condition by joining strings, because that opens the door to SQL injection.`,
    ],
  },
  {
    asks: [
      'write a first OpenAI call in TypeScript',
      'OpenAI example in TypeScript',
      'how do I call the OpenAI API?',
      'first request with the OpenAI SDK',
      'hello world with the OpenAI client',
    ],
    answers: [
      `This program sends one prompt to the OpenAI Responses API and prints the answer.

\`\`\`ts
import OpenAI from 'openai'

const client = new OpenAI()

const response = await client.responses.create({
  model: 'gpt-6-luna',
  input: 'Say hello in one short sentence.',
})

console.log(response.output_text)
\`\`\`

The client reads your key from the environment variable OPENAI_API_KEY.`,
      `This program sends one prompt to the OpenAI Chat Completions API and prints the answer.

\`\`\`ts
import OpenAI from 'openai'

const client = new OpenAI()

const completion = await client.chat.completions.create({
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'Say hello in one short sentence.' }],
})

console.log(completion.choices[0]?.message.content)
\`\`\`

The messages are a list, so you can add a system message in front of the question.`,
    ],
  },
  {
    asks: [
      'write a function that returns a random integer',
      'random number in TypeScript',
      'random integer between two values',
      'roll a dice in JavaScript',
      'randomInt function',
    ],
    answers: [
      `This function returns a random integer between two bounds, both included.

\`\`\`ts
export function randomInteger(min: number, max: number): number {
  return min + Math.floor(Math.random() * (max - min + 1))
}
\`\`\`

Call randomInteger(1, 6) to roll a die.`,
      `This function returns a random integer between two bounds from a secure source.

\`\`\`ts
import { randomInt } from 'node:crypto'

export function randomInteger(min: number, max: number): number {
  return randomInt(min, max + 1)
}
\`\`\`

Use it for anything that nobody should be able to guess.`,
    ],
  },
  {
    asks: [
      'write a function that groups an array by a key',
      'group by in TypeScript',
      'groupBy function',
      'how do I group objects by a property?',
      'group a list of items',
    ],
    answers: [
      `This function groups an array by a key and returns a map.

\`\`\`ts
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
\`\`\`

The groups appear in the order in which their keys are first seen.`,
      `This function groups an array by a key with the reduce method.

\`\`\`ts
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  return items.reduce((groups, item) => {
    const name = key(item)
    return groups.set(name, [...(groups.get(name) ?? []), item])
  }, new Map<K, T[]>())
}
\`\`\`

It is shorter than a loop, but it copies a group for each new item.`,
    ],
  },
  {
    asks: [
      'write a function that retries a request',
      'retry with backoff in TypeScript',
      'retry function',
      'how do I retry after a rate limit error?',
      'exponential backoff code',
    ],
    answers: [
      `This function tries an action several times and waits longer after each failure.

\`\`\`ts
export async function retry<T>(action: () => Promise<T>, attempts = 4): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action()
    } catch (error) {
      if (attempt >= attempts) throw error
      await new Promise(resolve => setTimeout(resolve, 250 * 2 ** attempt))
    }
  }
}
\`\`\`

Waiting longer each time gives a busy server the chance to recover.`,
      `This function tries an action several times by calling itself with one attempt less.

\`\`\`ts
export async function retry<T>(action: () => Promise<T>, attempts = 4, wait = 500): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (attempts <= 1) throw error
    await new Promise(resolve => setTimeout(resolve, wait))
    return retry(action, attempts - 1, wait * 2)
  }
}
\`\`\`

The pause doubles with every step, which is called exponential backoff.`,
    ],
  },
  {
    asks: [
      'write a function that returns the largest number',
      'maximum of an array in TypeScript',
      'find the largest number in a list',
      'max function',
      'how do I find the maximum?',
    ],
    answers: [
      `This function returns the largest number of an array, or undefined when the array is empty.

\`\`\`ts
export function largest(numbers: readonly number[]): number | undefined {
  let best: number | undefined
  for (const value of numbers) {
    if (best === undefined || value > best) best = value
  }
  return best
}
\`\`\`

The loop reads every value exactly once.`,
      `This function returns the largest number of an array with Math.max.

\`\`\`ts
export function largest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers)
}
\`\`\`

For very long lists a loop is the safer choice, because a call cannot take unlimited arguments.`,
    ],
  },
]
