// One side of token-counting.ts: counts the tokens of each text it gets and tells how many milliseconds that took.
import { countTokens as countWithGptTokenizer } from 'gpt-tokenizer/encoding/o200k_base'
import { Tiktoken } from 'js-tiktoken/lite'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { countTokens } from '../../mocks/engine/tokens.ts'

const count = counter(process.argv[2])
process.on('message', (text: string) => {
  const began = performance.now()
  count(text)
  process.send?.(performance.now() - began)
})
process.send?.('ready')

function counter(side: string | undefined): (text: string) => number {
  if (side === 'ours') return countTokens
  if (side === 'gpt-tokenizer') return (text) => countWithGptTokenizer(text)
  const tiktoken = new Tiktoken(o200k)
  return (text) => tiktoken.encode(text).length
}
