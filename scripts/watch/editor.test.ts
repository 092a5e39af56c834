import { expect, test } from 'vitest'
import { findEditor } from './editor.ts'

test.each([
  [{ EDITOR: 'vim' }, 'vim', ['+7', 'a b.ts']],
  [{ VISUAL: '/usr/bin/code --wait', EDITOR: 'vim' }, 'code', ['--wait', '--goto', 'a b.ts:7']],
  [{ VISUAL: '', EDITOR: 'vim' }, 'vim', ['+7', 'a b.ts']],
  [{ EDITOR: 'subl -n' }, 'subl', ['-n', 'a b.ts:7']],
  [{ EDITOR: 'own-editor' }, 'own-editor', ['a b.ts']],
  [{ TERM_PROGRAM: 'vscode' }, 'code', ['--goto', 'a b.ts:7']],
])('%j', (env, name, args) => {
  const editor = findEditor(env)
  expect(editor?.name).toBe(name)
  expect(editor?.args('a b.ts', 7)).toEqual(args)
})

test('without a sign of one there is none', () => {
  expect(findEditor({})).toBeUndefined()
  expect(findEditor({ EDITOR: ' ' })).toBeUndefined()
})
