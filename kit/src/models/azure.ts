import { table, usd } from './model.ts'
import { gpt41, gpt4o, gpt6 } from './openai.ts'

const source = 'https://azure.microsoft.com/en-us/pricing/details/cognitive-services/openai-service/'

/** Azure OpenAI: the ids are names of deployments, here called after the model they run. Prices are OpenAI's, pay as you go. */
export const azure = table('azure', '2026-09-23', source, [
  {
    ...gpt6,
    id: 'gpt-6-luna',
    name: 'GPT-6 Luna',
    tier: 'cheap',
    released: '2026-09-22',
    price: usd(0.1, 0.5, 0.01, 0.125),
  },
  {
    ...gpt4o,
    id: 'gpt-4o',
    name: 'GPT-4o',
    snapshot: 'gpt-4o-2024-08-06',
    released: '2024-05-13',
    price: usd(2.5, 10, 1.25),
  },
  {
    ...gpt4o,
    id: 'gpt-4o-mini',
    name: 'GPT-4o mini',
    snapshot: 'gpt-4o-mini-2024-07-18',
    released: '2024-07-18',
    price: usd(0.15, 0.6, 0.075),
  },
  {
    ...gpt41,
    id: 'gpt-4.1-mini',
    name: 'GPT-4.1 mini',
    snapshot: 'gpt-4.1-mini-2025-04-14',
    released: '2025-04-14',
    price: usd(0.4, 1.6, 0.1),
  },
  {
    kind: 'embedding',
    id: 'text-embedding-3-small',
    name: 'Text Embedding 3 Small',
    contextWindow: 8_192,
    maxOutput: 0,
    dimensions: 1536,
    released: '2024-01-25',
    price: usd(0.02, 0),
  },
])
