import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { listTestKeys } from '../mocks/test-keys.ts'
import { curlLines, main } from './mock.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Starts it on a free port, and waits until it has said everything. */
async function startMock(...options: string[]) {
  const args = ['scripts/start.mjs', 'mock', '--port=0', '--speed=0', '--seed=1', ...options]
  const child = spawn(process.execPath, args, { cwd: root })
  let text = ''
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      if (text.includes('/api/chat')) resolve()
    })
  })
  return {
    text,
    end: (signal: NodeJS.Signals) => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill(signal)
      return ended
    },
  }
}

describe('npm run mock', () => {
  test('prints a line to paste, serves, and ends in peace', async () => {
    const { text, end } = await startMock()
    expect(text).toMatch(/ listen on http:\/\/127\.0\.0\.1:\d+, to this machine only\. /)
    const line = /^ +(curl .+)\n/m.exec(text)?.[1] ?? ''
    const [, url = '', body = ''] = /^curl (\S+) .* -d "(.*)"$/.exec(line) ?? []
    const headers = { authorization: 'Bearer sk-mock-openai', 'content-type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: body.replaceAll('\\"', '"') })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ object: 'chat.completion', model: 'gpt-6-luna' })
    expect(await end('SIGINT')).toBe(0)
  })

  test('serves the local model servers on their own ports, where they are free', async () => {
    const { text, end } = await startMock('--local')
    const lines = ['lmstudio', 'ollama', 'vllm', 'textgen', 'tgi'].map((name) =>
      new RegExp(`^${name} +(.+)$`, 'm').exec(text),
    )
    for (const line of lines) {
      expect(line?.[1]).toMatch(/^(on http:\/\/127\.0\.0\.1:\d+|not on port \d+, which is taken by another program)$/)
      const url = /^on (\S+)/.exec(line?.[1] ?? '')?.[1]
      if (url) expect((await fetch(`${url}/v1/models`)).headers.get('x-workbook-mock')).toBe('1')
    }
    expect(await end('SIGTERM')).toBe(0)
  })

  test('prints the test keys', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(await main(['--keys'])).toBe(0)
    const lines = String(log.mock.calls[0]).split('\n')
    log.mockRestore()
    expect(lines.filter((line) => /^sk-test-[a-z-]+ +[A-Z].*\.$/.test(line))).toHaveLength(listTestKeys().length)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120)
  })

  test('has lines to paste for each kind of API, without a line break', () => {
    const lines = curlLines('http://127.0.0.1:8787')
    const paths = lines.map((line) => /^curl http:\/\/127\.0\.0\.1:8787(\S+) -H .* -d ".*"$/.exec(line)?.[1])
    expect(paths).toEqual([
      '/v1/chat/completions',
      '/v1/messages',
      expect.stringMatching(/^\/v1beta\/models\/gemini-[\w.-]+:generateContent$/),
      '/api/chat',
    ])
  })

  test.each([
    [['--port=none'], '--port=none cannot be'],
    [['--port=70000'], '--port=70000 cannot be'],
    [['--speed=fast'], '--speed=fast cannot be'],
    [['--speed=-1'], '--speed=-1 cannot be'],
    [['--prot=1'], 'Did you mean --port?'],
    [['openai'], 'takes no "openai"'],
  ])('%s is told in a sentence', async (args, sentence) => {
    await expect(main(args)).rejects.toMatchObject({
      name: 'Oops',
      message: expect.stringContaining(sentence) as unknown,
    })
  })

  test('serves the network only where it is told to', async () => {
    const { text, end } = await startMock('--host=0.0.0.0')
    const port = / listen on http:\/\/0\.0\.0\.0:(\d+), to whoever can reach it\. /.exec(text)?.[1]
    expect((await fetch(`http://127.0.0.1:${port}/v1/models`)).status).toBe(401)
    expect(await end('SIGINT')).toBe(0)
    await expect(main(['--host=192.0.2.1'])).rejects.toMatchObject({
      message: 'This machine has no address 192.0.2.1. --host=0.0.0.0 listens on every one it has.',
    })
  })

  test('a port that is taken is told in a sentence', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(main([`--port=${port}`])).rejects.toMatchObject({
      name: 'Oops',
      message: `Port ${port} is taken by another program. Choose another one: npm run mock -- --port=${port + 1}`,
    })
    other.close()
  })
})
