import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

const known = { live: 'flag', trace: 'flag', speed: 'value', seed: 'value', port: 'value' } as const
const read = (args: string[], env: Record<string, string> = {}) => readOptions(args, known, env)

test.each([[['1', '--trace', '--speed=0']], [['--trace', '1', '-speed=0']], [['--speed=0', '1', '-trace']]])(
  'reads %j',
  (args) => {
    expect(read(args)).toEqual({ words: ['1'], options: { trace: true, speed: '0' } })
  },
)

test.each([
  ['npm run lesson 1 --live', ['1'], { npm_config_live: 'true' }, { live: true }],
  ['npm run lesson --live 1', [], { npm_config_live: '1' }, { live: true }],
  ['npm run lesson --speed 0 1', ['1'], { npm_config_speed: '0' }, { speed: '0' }],
  ['npm run lesson 1 --no-live', ['1'], { npm_config_live: '' }, {}],
])('reads what npm keeps: %s', (_, args, env, options) => {
  expect(read(args, env)).toEqual({ words: ['1'], options })
})

test('an argument wins over what npm kept', () => {
  expect(read(['--speed=2'], { npm_config_speed: '1' }).options.speed).toBe('2')
})

test.each([
  [['--sped=0'], {}, 'There is no option --sped here. Did you mean --speed?'],
  [
    ['--whatever'],
    {},
    'There is no option --whatever here. This command knows: --live, --trace, --speed, --seed, --port.',
  ],
  [[], { npm_config_sped: '0' }, 'There is no option --sped here. Did you mean --speed?'],
  [[], { npm_config_spede: '0' }, 'There is no option --spede here. Did you mean --speed?'],
  [[], { npm_config_lvie: 'true' }, 'There is no option --lvie here. Did you mean --live?'],
  [['--speed', '4'], {}, '--speed needs a value, as in --speed=1.'],
  [[], { npm_config_speed: 'true' }, '--speed needs a value, as in --speed=1.'],
  [['--trace=yes'], {}, '--trace takes no value; write just --trace.'],
])('refuses %j %j in a sentence', (args, env, sentence) => {
  expect(() => read(args, env)).toThrow(new Oops(sentence))
})

test('no setting of npm is one of our options, an abbreviation of one, or near enough to be taken for a slip', () => {
  const npm = spawnSync('npm', ['config', 'ls', '-l', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_'))),
  })
  const settings = Object.keys(JSON.parse(npm.stdout) as object)
  expect(settings.length).toBeGreaterThan(100)
  for (const name of settings) {
    expect(() => read([], { [`npm_config_${name.replaceAll('-', '_')}`]: 'x' }), name).not.toThrow()
    expect(Object.keys(known).filter((option) => name.startsWith(option))).toEqual([])
  }
})
