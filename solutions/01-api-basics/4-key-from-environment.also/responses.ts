import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export const askAsTeam = async (question: string) => {
  const { TEAM_OPENAI_KEY } = process.env
  if (TEAM_OPENAI_KEY === undefined || TEAM_OPENAI_KEY === '') {
    throw new TypeError(
      'Set the environment variable TEAM_OPENAI_KEY to a key of the team.',
    )
  }
  const { output_text: answer } = await new OpenAI({
    apiKey: TEAM_OPENAI_KEY,
  }).responses.create({
    model,
    input: [{ role: 'user', content: question }],
  })
  const masked = TEAM_OPENAI_KEY.replace(/^(...).*(....)$/s, '$1…$2')
  return { answer, key: TEAM_OPENAI_KEY.length >= 12 ? masked : '…' }
}
