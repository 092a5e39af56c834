// Expected: Rounding makes the probabilities sum to a little less than 1, and your function fell off the end: fall back on the last token that can be drawn.
export function softmax(logits: number[], temperature: number): number[] {
  const highest = Math.max(...logits)
  if (temperature === 0) {
    const favourite = logits.indexOf(highest)
    return logits.map((_, i) => (i === favourite ? 1 : 0))
  }
  const powers = logits.map((logit) =>
    Math.exp((logit - highest) / temperature),
  )
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

export function topP(probabilities: number[], p: number): number[] {
  const ranked = [...probabilities.entries()].sort(([, a], [, b]) => b - a)
  const kept = new Set<number>()
  let mass = 0
  for (const [i, share] of ranked) {
    if (mass > p) break
    kept.add(i)
    mass += share
  }
  return probabilities.map((share, i) => (kept.has(i) ? share / mass : 0))
}

export function draw(probabilities: number[], random: number): number {
  let left = random
  for (const [i, share] of probabilities.entries()) {
    left -= share
    if (left < 0) return i
  }
  return -1
}
