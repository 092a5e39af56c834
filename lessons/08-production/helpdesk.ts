import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const sorry = 'Nobody can answer just now. Please try again in a minute.'

export async function helpdesk(openai: OpenAI, question: string) {
  try {
    const { output_text } = await openai.responses.create({
      model: pick('openai', 'cheap'),
      instructions: 'Answer in one sentence.',
      input: question,
    })
    return output_text
  } catch (error) {
    if (error instanceof OpenAI.BadRequestError) throw error
    return sorry
  }
}
