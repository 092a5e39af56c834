import { toFile } from 'openai'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient, rejection } from './client.fixture.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  setPace(0)
  beginWorld(1)
})
afterEach(() => void vi.useRealTimers())

const client = newClient()
const example = JSON.stringify({
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ],
})

async function begin(lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const { id } = await client.files.create({ file: await toFile(bytes, 'examples.jsonl'), purpose: 'fine-tune' })
  return client.fineTuning.jobs.create({ model: 'gpt-4.1-mini', training_file: id })
}

test.each([
  [Array.from({ length: 12 }, () => example), 'training_not_simulated', /in order: 12 examples/],
  [[example], 'invalid_n_examples', /has 1 example/],
  [['{"prompt":"x"}'], 'invalid_file_format', /Line 1/],
  [['{"messages":[{"role":"user"}]}'], 'invalid_file_format', /from the assistant/],
])('the training file is checked, and the job says what came of it: %#', async (lines, code, message) => {
  const { id, status, error } = await begin(lines)
  expect({ status, error }).toEqual({ status: 'validating_files', error: null })
  vi.advanceTimersByTime(31_000)
  const job = await client.fineTuning.jobs.retrieve(id)
  expect(job).toMatchObject({ status: 'failed', fine_tuned_model: null, error: { code } })
  expect(job.error?.message).toMatch(message)
  const events = await collect(client.fineTuning.jobs.listEvents(id, { limit: 1 }))
  expect(events.map(({ level }) => level)).toEqual(['error', 'info', 'info'])
})

test('a job can be cancelled, and what does not fit is refused', async () => {
  const { id, training_file: file } = await begin([example])
  expect(await client.fineTuning.jobs.cancel(id)).toMatchObject({ status: 'cancelled' })
  expect(await rejection(client.fineTuning.jobs.cancel(id))).toMatchObject({ status: 400 })
  expect(await collect(client.fineTuning.jobs.list())).toMatchObject([{ id }])
  expect(await rejection(client.fineTuning.jobs.retrieve('ftjob-x'))).toMatchObject({ status: 404 })
  expect(await rejection(client.fineTuning.jobs.create({ model: 'gpt-6-luna', training_file: file }))).toMatchObject({
    code: 'model_not_available',
  })
  expect(
    await rejection(client.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file: 'file-x' })),
  ).toMatchObject({
    code: 'invalid_training_file',
  })
  expect(await rejection(client.models.delete('ft:gpt-4.1-mini:workbook::x'))).toMatchObject({ status: 404 })
  expect(await rejection(client.models.delete('gpt-4o-mini'))).toMatchObject({ status: 403 })
})
