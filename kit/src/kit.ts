export { ask } from './ask.ts'
export { check } from './check.ts'
export { asOf, catalogueWarnings, findModel, isRetired, models, pick, priceOn, served } from './models.ts'
export type { Effort, Model, Price, ProviderId, Rules, Tier, When } from './models.ts'
export { NotStarted } from './not-started.ts'
export { showBars, showHistogram, showLines, showProgress, showTimeline, showTokens } from './pictures.ts'
export type {
  Bar,
  BarOptions,
  HistogramOptions,
  Lane,
  Line,
  LineOptions,
  Progress,
  Span,
  TimelineOptions,
} from './pictures.ts'
export { showSequence } from './sequence.ts'
export type { Step } from './sequence.ts'
export { showTable } from './table.ts'
export type { Row } from './table.ts'
