import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { main } from './mock.ts'

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
