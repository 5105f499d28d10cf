import { type Fen, fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { AccountPart, Plan, Step } from '../model/plan.ts'
import type { Basis, Document, Terms } from '../model/terms.ts'

export { documentSchema, givenTermsSchema, termsSchema } from '../model/terms.ts'

/* From the few figures of the usual plan to a plan of the language. */

/** The guaranteed return of an assistance fund, due to the holder of its title whatever the rest gives. */
export interface Guaranteed {
  readonly fundId: string
  readonly name: string
  /** The title holder, by the id the engine knows people by. */
  readonly personId: string
  readonly amount: Fen
}

const named = (id: string, title: Text) => ({ id, title: { ...title } })
const NOUGHT = 0n

const MEASURES: Readonly<
  Record<Basis['by'], { title: Text; unit: Text; nature: Plan['measures'][number]['nature'] }>
> = {
  value: { title: text('交易额', 'Trade value'), unit: text('元', 'yuan'), nature: 'trade' },
  quantity: { title: text('交易量', 'Trade volume'), unit: text('', ''), nature: 'trade' },
  weighted: {
    title: text('折算交易量', 'Weighted volume'),
    unit: text('折算量', 'weighted units'),
    nature: 'trade',
  },
  mu: { title: text('入社土地', 'Land in use'), unit: text('亩', 'mu'), nature: 'land' },
  days: { title: text('出工', 'Work'), unit: text('工日', 'work-days'), nature: 'labour' },
}

const LAND_OR_WORK: ReadonlySet<string> = new Set(['land', 'work'])

/** What counts beside trade makes the measure arguable, whatever it is measured by. */
function natureOf(basis: Basis): Plan['measures'][number]['nature'] {
  const plain = MEASURES[basis.by].nature
  if (basis.kinds === null || plain !== 'trade') return plain
  return basis.kinds.some((kind) => LAND_OR_WORK.has(kind))
    ? basis.kinds.every((kind) => kind === 'land')
      ? 'land'
      : 'labour'
    : 'trade'
}

/** The one measure of the usual plan. */
export const MEASURE = 'transactions'
export const STEP = {
  loss: 'loss',
  reserve: 'reserve',
  returned: 'return',
  draw: 'draw',
  retain: 'retain',
  rest: 'residual',
  convert: 'convert',
} as const

/** The step that pays a fund's guaranteed return. */
export const fundStep = (fundId: string): string => `f-${fundId}`

/** The usual plan, with the guaranteed returns of the co-op's assistance funds where the terms want them. */
export function documentOf(terms: Terms, guaranteed: readonly Guaranteed[]): Document {
  const { title, unit } = MEASURES[terms.basis.by]
  return {
    plan: {
      body: 'cooperative',
      measures: [
        { id: MEASURE, title: { ...title }, unit: { ...unit }, nature: natureOf(terms.basis) },
      ],
      transaction: [{ measure: MEASURE, weight: { num: 1n, den: 1n } }],
      steps: stepsOf(terms, terms.assistance ? guaranteed : []),
    },
    sources: { [MEASURE]: terms.basis },
  }
}

function stepsOf(terms: Terms, guaranteed: readonly Guaranteed[]): Step[] {
  const people = { kind: 'people', partYear: terms.partYear } as const
  const parts: AccountPart[] = ['contribution', 'reserveShare', 'grantShare', 'donationShare']
  if (terms.countNewReserve) parts.push('newReserveShare')
  const assisted = guaranteed
    .filter(({ amount }) => amount > NOUGHT)
    .map((fund): Step => ({
      kind: 'allocate',
      ...named(
        fundStep(fund.fundId),
        text(`${fund.name}保底收益`, `Guaranteed return of ${fund.name}`),
      ),
      class: 'other',
      amount: { by: 'fixed', amount: fund.amount },
      to: { kind: 'people', ids: [fund.personId], partYear: 'full', by: { by: 'head' } },
    }))
  return [
    { kind: 'make-up-loss', ...named(STEP.loss, text('弥补亏损', 'After losses')) },
    {
      kind: 'reserve',
      ...named(STEP.reserve, text('提取盈余公积', 'Reserve')),
      amount: { by: 'rate', rate: terms.reserveRate, of: terms.reserveOf },
      quantifyBy: terms.quantifyBy,
    },
    {
      kind: 'allocate',
      ...named(STEP.returned, text('按交易量(额)返还', 'Return by transactions')),
      class: 'patronage',
      amount: { by: 'rate', rate: terms.returnRate, of: 'distributable' },
      // The return goes by what was traded: nobody's part of the year is cut a second time.
      to: { kind: 'people', partYear: 'full', by: { by: 'transaction' } },
    },
    ...assisted,
    ...kept(terms),
    {
      kind: 'allocate',
      ...named(STEP.rest, text('剩余盈余分配', 'The rest by accounts')),
      class: 'capital',
      amount: { by: 'rest' },
      to: { ...people, by: { by: 'account', parts } },
    },
    ...converted(terms),
  ]
}

function kept({ retainRate, draw }: Terms): Step[] {
  const steps: Step[] = []
  if (retainRate.num > NOUGHT) {
    steps.push({
      kind: 'retain',
      ...named(STEP.retain, text('留存未分配', 'Retained')),
      amount: { by: 'rate', rate: retainRate, of: 'distributable' },
    })
  }
  if (draw > NOUGHT) {
    steps.push({
      kind: 'draw',
      ...named(STEP.draw, text('动用以前年度未分配盈余', 'Drawn from earlier surplus')),
      amount: fen(draw),
    })
  }
  return steps
}

function converted({ convertRate }: Terms): Step[] {
  if (convertRate.num === NOUGHT) return []
  return [
    {
      kind: 'convert',
      ...named(STEP.convert, text('转为成员出资', 'Turned into contributions')),
      // What assistance shares yield is for the people they were lent to: it is never converted.
      of: [STEP.returned, STEP.rest],
      rate: convertRate,
    },
  ]
}
