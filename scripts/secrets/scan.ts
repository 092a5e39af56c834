/** A text that looks like a key somebody could use. */
export interface Secret {
  /** From 1. */
  line: number
  /** Whose key it is. */
  kind: string
  /** Its beginning, too short to be of use. */
  beginning: string
}

/**
 * Keys by the exact forms in which they are given out, so that examples and the keys of tests are not taken for them.
 *
 * Sources: the providers' documentation and the rules of https://github.com/gitleaks/gitleaks
 */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['OpenAI', /\bsk-(?:proj|svcacct|admin)-[\w-]{58,74}T3BlbkFJ[\w-]{58,74}/],
  ['OpenAI', /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,74}/],
  ['Anthropic', /\bsk-ant-(?:api|admin|oat|sid)\d\d-[\w-]{80,}/],
  ['Google', /\bAIza[\w-]{35}(?![\w-])/],
  ['Groq', /\bgsk_[A-Za-z0-9]{52}\b/],
  ['Hugging Face', /\bhf_[A-Za-z]{34}\b/],
  ['OpenRouter', /\bsk-or-v1-[0-9a-f]{64}\b/],
  ['GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{82})\b/],
  ['npm', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['AWS', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['Slack', /\bxox[abprs]-\d{10,}-[\w-]{20,}/],
  ['Private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*\n?[A-Za-z0-9+/]{40,}/],
]

/** Assignments of a key in a settings file, whatever its form. */
const assigned = /^\s*(?:export\s+)?[A-Z_]*(?:API_KEY|TOKEN|SECRET)\s*=\s*["']?([\w.-]{20,})["']?\s*$/

/** Keys that stand for misbehaviour or for none at all. */
const allowed = /^(sk-test-|sk-mock-|hf_mock_)/

/**
 * Looks for keys in a text.
 *
 * @param isSettings whether it is a settings file, in which every assigned key counts
 */
export function findSecrets(text: string, isSettings = false): Secret[] {
  return text.split('\n').flatMap((each, i, lines): Secret[] => {
    const found = kinds.find(([, pattern]) =>
      pattern.test(each.includes('PRIVATE KEY') ? `${each}\n${lines[i + 1]}` : each),
    )
    const match = found?.[1].exec(each)?.[0] ?? (isSettings ? assigned.exec(each)?.[1] : undefined)
    if (match === undefined && !found) return []
    if (match !== undefined && allowed.test(match)) return []
    return [{ line: i + 1, kind: found?.[0] ?? 'Some', beginning: (match ?? each.trim()).slice(0, 7) }]
  })
}
