import { isRetired } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import type { Exchange } from './tape.ts'
import type { WorstCase } from './worst-case.ts'

/** A call that is paid for until it is known what it costs. */
export interface Hold {
  /** What was set aside, US dollars. */
  readonly most: number
  readonly worst: WorstCase
}

/** The money of one run. */
export interface Budget {
  readonly limit: number
  /** What was spent, and what is set aside for calls on their way; US dollars. */
  readonly spent: number
  readonly reserved: number
  /**
   * Sets aside what a call costs at most.
   *
   * @returns a sentence when that could pass the budget, or when nobody knows what the call costs
   */
  reserve(worst: WorstCase): Hold | { refusal: string }
  /** Replaces what was set aside by what the call has cost. Where that was not told, the most it can have been is noted on it. */
  settle(hold: Hold, exchange: Exchange): void
}

/** Dollars a run may cost when nobody says otherwise. */
export const defaultBudget = 0.1

/** Dollars under which nobody argues: what sums of fractions are off by. */
const dust = 1e-12

/**
 * A budget that no call passes: before each is sent, the most it can cost is set aside.
 *
 * @param limit US dollars
 */
export function createBudget(limit: number): Budget {
  let spent = 0
  let reserved = 0
  return {
    limit,
    get spent() {
      return spent
    },
    get reserved() {
      return reserved
    },
    reserve(worst) {
      if ('problem' in worst)
        return { refusal: `The call was not sent, for the budget could not be kept: ${worst.problem}.` }
      const { most, model } = worst
      if (spent + reserved + most > limit + dust) return { refusal: refusal(most, limit, spent, reserved, model) }
      reserved += most
      return { most, worst }
    },
    settle(hold, exchange) {
      reserved -= hold.most
      const cost = costOfEnded(hold, exchange)
      spent += cost.dollars
      if (cost.isBound && cost.dollars > 0) Object.assign(exchange, { cost: cost.dollars, costIsBound: true })
    },
  }
}

function refusal(most: number, limit: number, spent: number, reserved: number, model?: Model): string {
  const needed = Math.ceil((spent + reserved + most) * 100 - 1e-9) / 100
  const used = spent + reserved > 0 ? ` and ${dollars(spent + reserved)} of it is spent or set aside` : ''
  return (
    `The call was not sent: it could cost ${dollars(most)}, the budget is ${dollars(limit)}${used}. ` +
    (model?.afterwards === 'gone' && isRetired(model)
      ? `It would be in vain: ${model.id} was shut down on ${model.retires}. Take a model that npm run catalogue ${model.provider} lists.`
      : `Give the request a lower token limit, or run again with --budget=${needed.toFixed(2)}.`)
  )
}

const dollars = (amount: number) => `$${amount >= 0.01 ? amount.toFixed(3).replace(/0$/, '') : amount.toPrecision(2)}`

/** Errors of a connection that was never made. */
const unsent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|nobody simulates/

/** How streams say that nothing more will cost, before they end. */
const lastWords = /"type": ?"(message_stop|response\.(completed|incomplete|failed))"|"finishReason"|"done": ?true/

/** What a call has cost that is over. Where the provider did not say, the most it can have been. */
function costOfEnded({ most, worst }: Hold, exchange: Exchange): { dollars: number; isBound: boolean } {
  const { response, error, cost } = exchange
  if (most === 0 || 'problem' in worst) return { dollars: 0, isBound: false }
  if (!response) return { dollars: unsent.test(error ?? '') ? 0 : most, isBound: true }
  if (response.status >= 400) return { dollars: 0, isBound: false }
  // A provider may go on writing for somebody who has left, unless it had said everything.
  if (error !== undefined && !lastWords.test(response.body.slice(-2000)))
    return { dollars: Math.max(most, cost ?? 0), isBound: true }
  if (cost !== undefined) return { dollars: cost, isBound: false }
  const { model, input } = worst
  // A stream that does not tell: what was read is an upper bound, unless there may have been thoughts besides.
  if (!model || model.efforts) return { dollars: most, isBound: true }
  const { price } = model
  return { dollars: Math.min(most, (input * price.input + response.body.length * price.output) / 1e6), isBound: true }
}
