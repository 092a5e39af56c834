export function softmax(logits: number[], temperature: number): number[] {
  const best = logits.reduce((a, b) => (b > a ? b : a))
  const place = logits.findIndex((logit) => logit === best)
  if (!temperature) return logits.map((_, i) => Number(i === place))
  // The logarithm of the sum, so that nothing overflows.
  const sum = logits.reduce(
    (total, logit) => total + Math.E ** ((logit - best) / temperature),
    0,
  )
  const logSum = Math.log(sum)
  return logits.map((logit) =>
    Math.exp((logit - best) / temperature - logSum),
  )
}

export function topP(probabilities: number[], p: number): number[] {
  const result = probabilities.map(() => 0)
  const places = [...probabilities.keys()].sort(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
  )
  let sum = 0
  while (sum <= p && places.length > 0) {
    const place = places.shift() ?? 0
    result[place] = probabilities[place] ?? 0
    sum += result[place] ?? 0
  }
  return result.map((value) => value / sum)
}

export function draw(probabilities: number[], random: number): number {
  let sum = 0
  let last = 0
  for (let i = 0; i < probabilities.length; i++) {
    const share = probabilities[i] ?? 0
    if (share === 0) continue
    sum += share
    last = i
    if (random < sum) break
  }
  return last
}
