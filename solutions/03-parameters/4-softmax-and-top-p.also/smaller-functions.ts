const total = (values: number[]) =>
  values.reduce((sum, value) => sum + value, 0)

const scaled = (values: number[]) => {
  const sum = total(values)
  return values.map((value) => value / sum)
}

export function softmax(logits: number[], temperature: number): number[] {
  const highest = Math.max(...logits)
  if (temperature > 0)
    return scaled(
      logits.map((logit) => Math.exp((logit - highest) / temperature)),
    )
  const zeros = logits.map(() => 0)
  return zeros.with(logits.indexOf(highest), 1)
}

export function topP(probabilities: number[], p: number): number[] {
  const sorted = probabilities.toSorted((a, b) => b - a)
  const size = sorted.findIndex((_, i) => total(sorted.slice(0, i + 1)) > p)
  const least = sorted[size] ?? 0
  return scaled(probabilities.map((share) => (share < least ? 0 : share)))
}

export function draw(probabilities: number[], random: number): number {
  const place = probabilities.findIndex(
    (_, i) => total(probabilities.slice(0, i + 1)) > random,
  )
  return place >= 0
    ? place
    : probabilities.lastIndexOf(
        probabilities.findLast((share) => share > 0) ?? 0,
      )
}
