import { isRetired, models, pick, priceOn } from '@workbook/kit'
import { expect, test, vi } from 'vitest'
import { main } from './catalogue.ts'

async function screen(...words: string[]): Promise<string> {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  await main(words).finally(() => log.mockRestore())
  return lines.join('\n')
}

test('shows the models of the lessons with what they cost', async () => {
  const text = await screen()
  const id = pick('openai', 'cheap')
  const { input, output } = priceOn(
    models.find((model) => model.id === id)!,
    new Date().toISOString().slice(0, 10),
  )
  expect(text).toMatch(new RegExp(`^ *openai +${id} +cheap +${input} +${output}\\b`, 'm'))
})

test('with a provider, shows every model of it that can be called', async () => {
  const text = await screen('groq')
  const served = models.filter((model) => model.provider === 'groq' && !isRetired(model))
  expect(served.filter(({ id }) => !text.includes(id))).toEqual([])
  expect(text).not.toMatch(/^ *openai /m)
})

test('says which providers there are', async () => {
  await expect(main(['opnai'])).rejects.toThrow('There is no provider "opnai" in the catalogue. It has openai,')
})
