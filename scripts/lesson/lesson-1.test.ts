import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { serve } from '../../mocks/server.ts'
import { printedBy } from './fixtures/printed.ts'

const run = promisify(execFile)

const printed = printedBy(1)

// One line for each thing lesson 1 promises to show.
test.each([
  ['translates', 'Guten Morgen. Die Bibliothek öffnet um neun.'],
  ['summarises', /^(In short: )?(The city library has|Readers now find|The old wooden|A small café)/m],
  ['judges a review', /^mixed$/im],
  ['writes code', /^export function reverse/m],
  ['shows the rate limit', /^x-ratelimit-remaining-requests: \d+$/m],
  ['draws the round trip', /│ POST \/v1\/chat\/completions +│/],
  ['shows the response body', /"finish_reason": "stop"/],
  ['counts reasoning', /"reasoning_tokens": [1-9]\d*/],
  ['lists models', /^\d+ models, among them .*gpt-6-luna/m],
  ['deletes a stored response', 'GET after DELETE: 404'],
  ['causes 200', /a good request +200 +fine/],
  ['causes 400', /half a body +400 +it makes no sense/],
  ['causes 401', /a wrong key +401 +the key/],
  ['causes 404', /model gpt-3\.5-turbo +404 +no such model/],
  ['prints a curl line', 'curl http://127.0.0.1:8787/v1/chat/completions'],
  ['shows that fetch and SDK send the same', 'same body: true'],
  ['catches a typed error', /^401 invalid_api_key: 401 Incorrect API key provided/m],
  ['compares embeddings', /^1536 numbers each\nreset and forgot: 0\.\d+\nreset and cat: +-?0\.\d+$/m],
  ['puts two endpoints side by side', /kind +chat\.completion +response/],
  ['follows a developer message', /^With: {4}[^.]+\.$/m],
  ['forgets', /^Nothing in the messages I received tells me your name\./m],
  ['remembers what is resent', /^Your name is Ada\.|^You are Ada|Ada/m],
  [
    'remembers by previous_response_id',
    /^As you said, your favourite language is TypeScript|favourite language is TypeScript\./m,
  ],
  ['chats', /^You: What do I like\?\nBot: .*green tea/m],
  ['masks the key', /^sk-…enai$/m],
])('lesson 1 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})

test('with a key in the environment it prints the same, but for the mask', async () => {
  const withKey = await printedBy(1, {
    OPENAI_API_KEY: 'sk-proj-abcdefghijklmnop',
    HTTPS_PROXY: 'http://192.0.2.1:1',
    OPENAI_BASE_URL: 'http://192.0.2.1/v1',
  })
  expect(withKey.replace('sk-…mnop', 'sk-…enai')).toBe(await printed)
})

test('its curl line works against the mock server', async () => {
  const line = /^curl [\s\S]*?\n\}'$/m.exec(await printed)![0]
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|([^\s\\'"]+)/g)].map(([, a, b, c]) => a ?? b ?? c!)
  const server = await serve({ port: 0 })
  try {
    const [, address = '', ...options] = words
    const url = address.replace('http://127.0.0.1:8787', server.url)
    const stdout = await curl([url, ...options])
    const body = JSON.parse(stdout) as { object: string; choices: { message: { content: string } }[] }
    expect(body.object).toBe('chat.completion')
    expect(body.choices[0]!.message.content).toMatch(/endpoint/i)
  } finally {
    await server.close()
  }
})

/** The real curl; where a machine has none, fetch with what stands behind -H and -d. */
async function curl([url = '', ...options]: string[]): Promise<string> {
  try {
    return (await run('curl', ['--silent', url, ...options])).stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const values = (flag: string) => options.filter((_, i) => options[i - 1] === flag)
    const headers = values('-H').map((header) => header.split(': ') as [string, string])
    return (await fetch(url, { method: 'POST', headers, body: values('-d')[0] ?? '' })).text()
  }
}
