import type { Skill } from './skill.ts'

const numberWords = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value] as const),
)
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10] as const),
)

const operators: readonly (readonly [pattern: RegExp, operator: string])[] = [
  [/\b(?:plus|added to)\b/gu, '+'],
  [/\bminus\b/gu, '-'],
  [/\b(?:times|multiplied by)\b|[×·]|(?<=[\d)])\s*x\s*(?=[\d(])/gu, '*'],
  [/\b(?:divided by|over)\b|÷/gu, '/'],
  [/\b(?:to the power of)\b|\*\*/gu, '^'],
  [/\bsquared\b/gu, '^2'],
  [/(?:%|\bpercent\b)\s*of\b/gu, '/100*'],
  [/−/gu, '-'],
]

/** "What is 17 * 23?", "two plus two", "15 % of 80": works it out. */
export const calculate: Skill = ({ message }) => {
  if (message.length > 200) return undefined
  const asked = message
    .toLowerCase()
    .replace(
      /^(?:please\s+)?(?:what(?:'s| is| are)?|how much(?: is| are)?|calculate|compute|work out|evaluate|tell me|solve)\s+(?:what\s+)?/u,
      '',
    )
    .replace(/(?:\s*=\s*)?[?.!\s]*$/u, '')
    .replace(/\s+(?:please|equal(?: to)?|is)$/u, '')
  const written = asked.replace(/(?<=\d),(?=\d{3}\b)/gu, '')
  let expression = numbers(written)
  for (const [pattern, operator] of operators) expression = expression.replace(pattern, operator)
  const sum = /^(?:the )?(sum|product|difference) (?:of|between) (-?[\d.]+) and (-?[\d.]+)$/u.exec(expression)
  if (sum) expression = `${sum[2]} ${{ sum: '+', product: '*', difference: '-' }[sum[1] ?? ''] ?? '+'} ${sum[3]}`
  const root = /^(?:the )?square root of ([\d.]+)$/u.exec(expression)
  if (root) expression = `${root[1]} ^ 0.5`
  if (
    !/^[\d.\s+\-*/^()]+$/u.test(expression) ||
    !/\d\s*[+\-*/^]/u.test(expression) ||
    /^\d+-\d+(?:-\d+)+$/u.test(expression)
  )
    return undefined
  const result = evaluate(expression)
  if (result === undefined) return undefined
  if (!Number.isFinite(result)) return ['That cannot be worked out, because nothing can be divided by zero.']
  const value = String(Number(result.toPrecision(12)))
  const task = asked.replace(/\s+/gu, ' ')
  return [`${task} = ${value}.`, `The answer is ${value}.`, `The result is ${value}.`]
}

function numbers(text: string): string {
  return text
    .replace(/[a-z]+(?:[- ][a-z]+)?/gu, (words) => {
      const [first = '', second = ''] = words.split(/[- ]/u)
      const ten = tens.get(first)
      const one = numberWords.get(second)
      return ten !== undefined && one !== undefined && one > 0 && one < 10 ? String(ten + one) : words
    })
    .replace(/[a-z]+/gu, (word) => String(numberWords.get(word) ?? tens.get(word) ?? word))
}

/** Evaluates + − * / ^ and brackets with the usual precedence; undefined when it is no expression. */
function evaluate(expression: string): number | undefined {
  const parts = expression.match(/\d+(?:\.\d+)?|\.\d+|[+\-*/^()]/gu) ?? []
  let at = 0
  let depth = 0

  const sum = (): number => {
    let value = product()
    while (parts[at] === '+' || parts[at] === '-') value += parts[at++] === '+' ? product() : -product()
    return value
  }
  const product = (): number => {
    let value = sign()
    while (parts[at] === '*' || parts[at] === '/') value = parts[at++] === '*' ? value * sign() : value / sign()
    return value
  }
  const sign = (): number => {
    if (parts[at] !== '-') return power()
    at++
    return -sign()
  }
  const power = (): number => {
    const base = atom()
    if (parts[at] !== '^') return base
    at++
    return base ** sign()
  }
  const atom = (): number => {
    const part = parts[at++]
    if (part !== '(') return part === undefined ? Number.NaN : Number(part)
    if (++depth > 100) return Number.NaN
    const value = sum()
    return parts[at++] === ')' ? value : Number.NaN
  }

  const value = sum()
  return at === parts.length && !Number.isNaN(value) ? value : undefined
}
