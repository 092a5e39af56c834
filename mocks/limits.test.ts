import { beforeEach, describe, expect, test } from 'vitest'
import { charge, connect, remaining } from './limits.ts'
import type { Allowance } from './limits.ts'
import { beginWorld } from './world.ts'

const requests: Allowance = { limits: [{ unit: 'requests', per: 'minute', most: 3 }] }
const all: Allowance = {
  limits: [...requests.limits, { unit: 'requests', per: 'day', most: 4 }, { unit: 'tokens', per: 'minute', most: 600 }],
}

beforeEach(() => beginWorld(1))

describe('an account with limits', () => {
  test('may do so much at once, and then as much as refills', () => {
    const at = (seconds: number) => charge('ada', requests, 1, 1e12 + seconds * 1000)?.seconds
    expect([at(0), at(0), at(0), at(0), at(19), at(20), at(20), at(39.5), at(40)]).toEqual([
      undefined,
      undefined,
      undefined,
      20,
      1,
      undefined,
      20,
      1,
      undefined,
    ])
  })

  test('is one of its own for each name', () => {
    for (let i = 0; i < 3; i++) charge('ada', requests, 1, 0)
    expect(charge('ada', requests, 1, 0)).toMatchObject({ unit: 'requests', limit: 3, used: 3, requested: 1 })
    expect(charge('bob', requests, 1, 0)).toBeUndefined()
  })

  test('has limits of requests and tokens, by minute and day; the longest wait is told', () => {
    expect(charge('ada', all, 500, 0)).toBeUndefined()
    expect(charge('ada', all, 200, 0)).toMatchObject({ unit: 'tokens', per: 'minute', used: 500, seconds: 10 })
    expect(charge('ada', all, 100, 0)).toBeUndefined()
    expect(charge('ada', all, 0, 0)).toBeUndefined()
    expect(charge('ada', all, 0, 20_000)).toBeUndefined()
    expect(charge('ada', all, 0, 40_000)).toMatchObject({ unit: 'requests', per: 'day', seconds: 21_560 })
  })

  test('is never let through with more than a limit holds', () => {
    expect(charge('ada', all, 601, 0)?.seconds).toBe(Infinity)
  })

  test('is not charged for what is refused', () => {
    charge('ada', all, 601, 0)
    expect(remaining('ada', all, 0)).toMatchObject([{ left: 3 }, { left: 4 }, { left: 600, fullIn: 0 }])
  })

  test('may have so many connections at the same time', () => {
    const few: Allowance = { limits: [], connections: 2 }
    const close = connect('ada')
    connect('ada')
    expect(charge('ada', few, 1)).toMatchObject({ unit: 'connections', limit: 2, used: 2 })
    close()
    close()
    expect(charge('ada', few, 1)).toBeUndefined()
    connect('ada')
    expect(charge('ada', few, 1)).toMatchObject({ used: 2 })
  })

  test('is new in another world', () => {
    for (let i = 0; i < 3; i++) charge('ada', requests, 1, 0)
    beginWorld(2)
    expect(charge('ada', requests, 1, 0)).toBeUndefined()
  })
})
