import { expect, test } from 'vitest'
import { hideKeys } from './key-veil.ts'

test('keys of the environment are masked, test keys are not', () => {
  const env = { OPENAI_API_KEY: 'sk-proj-0123456789abcd', GROQ_API_KEY: 'sk-test-invalid', HF_TOKEN: 'x' }
  expect(hideKeys('a sk-proj-0123456789abcd b sk-test-invalid x', env)).toBe('a sk-…abcd b sk-test-invalid x')
})
