import { gone, table, usd } from './model.ts'
import { gpt41, gpt4o, o, openaiSource } from './openai.ts'

const gpt4 = { kind: 'chat', contextWindow: 8_192, maxOutput: 8_192 } as const
const gpt35 = { kind: 'chat', contextWindow: 16_385, maxOutput: 4_096 } as const

/** OpenAI's models that were shut down and that older tutorials still ask for, at their last price. */
export const openaiGone = table('openai', '2026-11-20', openaiSource, [
  ...gone('2026-10-23', [
    { ...gpt41, id: 'gpt-4.1-nano', name: 'GPT-4.1 nano', released: '2025-04-14', price: usd(0.1, 0.4, 0.025) },
    { ...o, id: 'o4-mini', name: 'o4-mini', released: '2025-04-16', price: usd(1.1, 4.4, 0.275) },
    { ...o, id: 'o3-mini', name: 'o3-mini', released: '2025-01-31', price: usd(1.1, 4.4, 0.55) },
    { ...o, id: 'o1', name: 'o1', released: '2024-12-17', price: usd(15, 60, 7.5) },
    { ...gpt4o, id: 'gpt-4o-2024-05-13', name: 'GPT-4o (May 2024)', released: '2024-05-13', price: usd(5, 15) },
    {
      ...gpt4o,
      id: 'gpt-4-turbo',
      name: 'GPT-4 Turbo',
      aliases: ['gpt-4-turbo-2024-04-09'],
      maxOutput: 4_096,
      released: '2024-04-09',
      price: usd(10, 30),
    },
    { ...gpt4, id: 'gpt-4', name: 'GPT-4', aliases: ['gpt-4-0613'], released: '2023-03-14', price: usd(30, 60) },
    {
      ...gpt35,
      id: 'gpt-3.5-turbo',
      name: 'GPT-3.5 Turbo',
      aliases: ['gpt-3.5-turbo-0125'],
      released: '2023-03-01',
      price: usd(0.5, 1.5),
    },
  ]),
  ...gone('2026-02-17', [
    { ...gpt4o, id: 'chatgpt-4o-latest', name: 'ChatGPT-4o', released: '2024-08-15', price: usd(5, 15) },
  ]),
  ...gone('2025-06-06', [
    { ...gpt4, id: 'gpt-4-32k', name: 'GPT-4 32K', contextWindow: 32_768, released: '2023-03-14', price: usd(60, 120) },
  ]),
  ...gone('2024-09-13', [
    { ...gpt35, id: 'gpt-3.5-turbo-16k', name: 'GPT-3.5 Turbo 16K', released: '2023-06-13', price: usd(3, 4) },
    {
      ...gpt35,
      id: 'gpt-3.5-turbo-0613',
      name: 'GPT-3.5 Turbo (June 2023)',
      contextWindow: 4_096,
      released: '2023-06-13',
      price: usd(1.5, 2),
    },
  ]),
  ...gone('2024-01-04', [
    {
      ...gpt35,
      id: 'text-davinci-003',
      name: 'GPT-3.5 (completions)',
      contextWindow: 4_097,
      released: '2022-11-28',
      price: usd(20, 20),
    },
    {
      ...gpt35,
      id: 'davinci',
      name: 'GPT-3',
      contextWindow: 2_049,
      maxOutput: 2_049,
      released: '2020-06-11',
      price: usd(20, 20),
    },
  ]),
])
