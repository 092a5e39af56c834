import { createRequire } from 'node:module'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { median, missing } from './figure.ts'
import type { Figure } from './figure.ts'
import { load } from './load.ts'

const request = {
  path: '/v1/chat/completions',
  headers: { authorization: 'Bearer sk-bench', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Say hello in one word.' }] }),
}

/** Clients that ask at the same time. */
const connections = 20

/** Where the peer is installed: WORKBOOK_AIMOCK, or beside the project; undefined where it is not. */
function peerModule(): string | undefined {
  try {
    return createRequire(`${process.env.WORKBOOK_AIMOCK ?? process.cwd()}/`).resolve('@copilotkit/aimock')
  } catch {
    return undefined
  }
}

/**
 * How many small chat requests a second the mock server answers, and how much memory many of them leave behind; beside
 * @copilotkit/aimock, where that is installed. The servers run in turns.
 *
 * @param rounds turns of each server
 * @param requests how many are sent to see the memory grow
 */
export async function measure({ rounds = 7, requests = 10_000 } = {}): Promise<Figure[]> {
  const module = peerModule()
  const ours = await startChild('./server-side.ts', 'ours')
  const peer = module === undefined ? undefined : await startChild('./server-side.ts', module, 'Hello.')
  const push = (side: Child, milliseconds: number) =>
    load({ ...request, url: String(side.ready), connections, milliseconds })
  /** Microseconds of processor time that a request takes: a busy machine changes it less than the rate. */
  const processorTime = async (side: Child) => {
    const before = await cpuOf(side)
    const rate = await push(side, 2_000)
    return ((await cpuOf(side)) - before) / (rate * 2)
  }
  try {
    // Both have to be compiled before they are compared, which takes some ten thousand requests.
    for (const side of [ours, peer]) if (side) await push(side, 5_000)
    const rates = { ours: [] as number[], peer: [] as number[], ratio: [] as number[] }
    for (let i = 0; i < rounds; i++) {
      rates.ours.push(await push(ours, 1_000))
      if (!peer) continue
      rates.peer.push(await push(peer, 1_000))
      rates.ratio.push((rates.ours.at(-1) ?? 0) / (rates.peer.at(-1) ?? 1))
    }
    const time = await processorTime(ours)
    const peerTime = peer && (await processorTime(peer))
    const growth = await growthOf(ours, requests, (milliseconds) => push(ours, milliseconds))
    return [
      { name: 'small chat requests answered by the mock server', value: median(rates.ours), unit: 'per second' },
      ...(peer
        ? [
            {
              name: 'the same, against @copilotkit/aimock',
              value: median(rates.ratio),
              unit: '×',
              floor: { name: '@copilotkit/aimock, per second', value: median(rates.peer) },
              atLeast: 1,
            },
          ]
        : [
            missing(
              'the same, against @copilotkit/aimock',
              'not installed; WORKBOOK_AIMOCK names the folder where it is',
            ),
          ]),
      {
        name: 'processor time of such a request',
        value: time,
        unit: 'µs',
        ...(peerTime !== undefined && { floor: { name: '@copilotkit/aimock, µs', value: peerTime } }),
      },
      { name: `memory that ${requests} more requests leave behind`, value: growth, unit: 'MB', atMost: 20 },
    ]
  } finally {
    ours.end()
    peer?.end()
  }
}

/** Microseconds that a side has worked so far. */
async function cpuOf(side: Child): Promise<number> {
  const { user, system } = (await side.ask('processor time')) as NodeJS.CpuUsage
  return user + system
}

/** Megabytes by which what is in use grows, the garbage collected. */
async function growthOf(
  side: Child,
  requests: number,
  push: (milliseconds: number) => Promise<number>,
): Promise<number> {
  const used = async () => {
    const { heapUsed, external } = (await side.ask('memory')) as NodeJS.MemoryUsage
    return (heapUsed + external) / 2 ** 20
  }
  const before = await used()
  for (let sent = 0; sent < requests;) sent += await push(1_000)
  return (await used()) - before
}

if (import.meta.main) console.table(await measure())
