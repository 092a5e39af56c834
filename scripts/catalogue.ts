import { type Model, catalogueWarnings, isRetired, models, priceOn, showTable } from '@workbook/kit'
import wrapAnsi from 'wrap-ansi'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/**
 * `npm run catalogue [openai]`: the models that lessons use, with prices of today, and below them what somebody should look after: entries
 * not checked for long, models about to be shut down. Exit code 1 when there is something to look after, so that a schedule can remind.
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  const today = new Date().toISOString().slice(0, 10)
  const providers = [...new Set(models.map(({ provider }) => provider))]
  const unknown = words.find((word) => !providers.some((provider) => provider === word))
  if (unknown) throw new Oops(`There is no provider "${unknown}" in the catalogue. It has ${providers.join(', ')}.`)
  const isShown = ({ provider, tier }: Model) => (words.length > 0 ? words.includes(provider) : tier !== undefined)
  showTable(models.filter((model) => isShown(model) && !isRetired(model, today)).map((model) => asRow(model, today)))
  say('Prices in US$ per million tokens. With a provider, as in npm run catalogue openai, every model of it.')
  const warnings = catalogueWarnings(today)
  for (const warning of warnings) say(`! ${warning}`)
  return warnings.length > 0 ? 1 : 0
}

/** A paragraph, not wider than the table. */
function say(sentence: string): void {
  console.log(`\n${wrapAnsi(sentence, Math.min(process.stdout.columns || 80, 78))}`)
}

function asRow(model: Model, today: string) {
  const { input, output } = priceOn(model, today)
  const { provider, id, tier = '', retires = '' } = model
  return { provider, model: id, tier, input, output, 'shut down': retires }
}
