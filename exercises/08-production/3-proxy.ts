/**
 * 8.3 A proxy that hides the key
 *
 * `handle` is what a server runs for each request of a browser: a Request goes in, a Response comes out.
 * - POST with the JSON body `{"question": "…"}`, 1 to 500 characters and nothing else in it: it asks the model in `model`, with the server's key
 *   and at most 300 tokens of output, and responds with 200 and the JSON `{"answer": "…"}`.
 * - Another method gets 405, another body 400.
 * - The visitor's name stands in the header `x-visitor`, which the login sets. Who asks more than 3 times within 60 seconds gets 429.
 * - When the provider fails, the visitor gets 502, and not a word of what the provider said.
 * Whatever is refused costs nothing: no request goes to the provider.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const openai = new OpenAI()
const model = pick('openai', 'cheap')

export async function handle(request: Request): Promise<Response> {
  throw new NotStarted()
}
