import { pick } from '@workbook/kit'

interface Message {
  content: { type: string; text?: string }[]
  stop_reason: string
}

export async function askUntil(
  question: string,
  stop: string,
  limit: number,
): Promise<{ text: string; stopped: boolean }> {
  const response = await fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: {
      'x-api-key': process.env.ANTHROPIC_API_KEY ?? '',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      model: pick('anthropic', 'cheap'),
      max_tokens: limit,
      messages: [{ role: 'user', content: question }],
      stop_sequences: [stop],
    }),
  })
  const { content, stop_reason } = (await response.json()) as Message
  const stopped = stop_reason === 'stop_sequence'
  const parts = content.flatMap(({ text }) => text ?? [])
  return { text: [...parts, ...(stopped ? [stop] : [])].join(''), stopped }
}
