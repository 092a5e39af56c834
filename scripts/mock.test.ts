import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { listTestKeys } from '../mocks/test-keys.ts'
import { curlLines, main } from './mock.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('npm run mock', () => {
  test('prints a line to paste, serves, and ends in peace', async () => {
    const child = spawn(process.execPath, ['scripts/start.mjs', 'mock', '--port=0', '--speed=0', '--seed=1'], {
      cwd: root,
    })
    let text = ''
    const line = await new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
        const curl = /^ +(curl .+)\n/m.exec(text)?.[1]
        if (curl) resolve(curl)
      })
    })
    const [, url = '', body = ''] = /^curl (\S+) .* -d "(.*)"$/.exec(line) ?? []
    const headers = { authorization: 'Bearer sk-mock-openai', 'content-type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: body.replaceAll('\\"', '"') })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ object: 'chat.completion', model: 'gpt-6-luna' })
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })

  test('serves the local model servers on their own ports, where they are free', async () => {
    const args = ['scripts/start.mjs', 'mock', '--port=0', '--speed=0', '--local']
    const child = spawn(process.execPath, args, { cwd: root })
    let text = ''
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
        if (text.includes('/api/chat')) resolve()
      })
    })
    const lines = ['lmstudio', 'ollama', 'vllm', 'textgen', 'tgi'].map((name) =>
      new RegExp(`^${name} +(.+)$`, 'm').exec(text),
    )
    for (const line of lines) {
      expect(line?.[1]).toMatch(/^(on http:\/\/127\.0\.0\.1:\d+|not on port \d+, which is taken by another program)$/)
      const url = /^on (\S+)/.exec(line?.[1] ?? '')?.[1]
      if (url) expect((await fetch(`${url}/v1/models`)).headers.get('x-workbook-mock')).toBe('1')
    }
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
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
