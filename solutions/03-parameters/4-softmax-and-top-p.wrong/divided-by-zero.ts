// Expected: At a temperature of 0 your function divides by 0 and gets NaN: there the favourite gets 1 and the others 0.
export function softmax(logits: number[], temperature: number): number[] {
  const highest = Math.max(...logits)
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
  return probabilities.findLastIndex((share) => share > 0)
}
