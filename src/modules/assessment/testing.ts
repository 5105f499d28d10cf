import { SHIPPED_SCHEMES } from './data/shipped.ts'
import type { Inputs, Part, Scheme } from './model.ts'
import { scoreOf } from './rules/score.ts'

/** What nothing is known of: inputs to fill in. */
export const BLANK: Inputs = {
  edition: { id: '00000000-0000-7000-8000-000000000001', period: '2020-11', hash: 'a'.repeat(64) },
  base: null,
  figures: {},
  facts: [],
  months: [],
  postSince: null,
  predecessors: [],
}

/** A part with a value, as an indicator that is a share. */
export const part = (value: string | null, more: Partial<Part> = {}): Part => ({
  indicator: 'closed',
  title: { zh: '结账率', en: 'Closed' },
  form: 'share',
  unit: { zh: '', en: '' },
  value,
  numerator: null,
  denominator: null,
  why: value === null ? 'zero_denominator' : null,
  before: null,
  ...more,
})

/** Rows of the sweep: a scheme and a score of it as they are stored. */
export const sweepScheme: Scheme = SHIPPED_SCHEMES.secretary_month
export const sweepScore = { inputs: BLANK, body: scoreOf(sweepScheme, BLANK) }
