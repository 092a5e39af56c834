const minute = 60_000

/** A span as Go prints it: 2ms, 1.2s, 6m0s. */
export function goDuration(ms: number): string {
  if (ms < 1) return '0s'
  if (ms < 1000) return `${ms}ms`
  const minutes = Math.floor(ms / minute)
  const seconds = `${(ms % minute) / 1000}s`
  return minutes ? `${minutes}m${seconds}` : seconds
}
