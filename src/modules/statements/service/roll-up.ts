import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { booksOf } from '../../ledger/index.ts'
import { type CoopFacts, cooperativesIn } from '../../registry/index.ts'
import type { statementsContract } from '../contract.ts'
import { lastDay, type ReportPeriod } from '../model/period.ts'
import type { Statements } from '../model.ts'
import { balanceSheetPaper, equityPaper, surplusPaper } from '../rules/papers/statements.ts'
import { type CoopStatements, type RollUp, rollUp } from '../rules/roll-up.ts'
import { type UnitName, unitById } from '../store.ts'
import { type Basis, loadBooks, periodOf, statementsOf } from './books.ts'
import { fileOf } from './files.ts'
import { equityOut, sheetOut, standingOf, surplusOut } from './present.ts'

type RollUpVerbs = Pick<Verbs<typeof statementsContract, Ctx>, 'readRollUp' | 'rollUpFile'>
type Form = '01' | '02' | '03'

export const rollUpVerbs: RollUpVerbs = {
  readRollUp: async (ctx, input) => {
    const period = periodOf(input.period)
    const { unit, coops, statements } = await gathered(ctx, { ...input, period })
    const whole = rollUp(statements)
    const towns = new Map(coops.map((coop) => [coop.id, coop.townName]))
    return {
      unit: { id: unit.id, name: unit.name },
      standing: standingOf(period, input.basis === 'closed'),
      coverage: whole.coverage,
      expected: coops.length,
      included: whole.included,
      missing: whole.missing.map(({ coopId, name }) => ({
        coopId: coopId as AnyId,
        name,
        townName: towns.get(coopId as AnyId) ?? null,
      })),
      statement: statementOut(input.form, whole),
      parts: partsOf(unit, coops, statements).map(({ coops: own, ...part }) => {
        const sum = rollUp(own)
        const amounts = amountsOf(input.form, sum.statements)
        return { ...part, expected: own.length, included: sum.included, amounts }
      }),
    }
  },

  rollUpFile: async (ctx, input) => {
    const period = periodOf(input.period)
    const { unit, statements } = await gathered(ctx, { ...input, period })
    const whole = rollUp(statements)
    const { language } = input
    const paper = paperOf(input.form, { period, language, name: unit.name }, whole.statements)
    return fileOf(
      ctx,
      {
        ...paper,
        title: `${paper.title}${language === 'zh' ? '（汇总）' : ' (roll-up)'}`,
        remarks: [whole.coverage[language], ...paper.remarks],
      },
      { ...input, of: unit.name },
    )
  },
}

/** The co-ops of a unit that count or keep books, in order of town and name, each with its statements. */
async function gathered(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly period: ReportPeriod; readonly basis: Basis },
): Promise<{ unit: UnitName; coops: CoopFacts[]; statements: CoopStatements[] }> {
  const { unitId, period, basis } = of
  const unit = await unitById(ctx, unitId)
  if (unit === null) throw notFound()
  const coops = await coopsReporting(ctx, unitId, period)
  const ids = coops.map(({ id }) => id)
  const loaded = await loadBooks(ctx, ids, { period, basis })
  return {
    unit,
    coops,
    statements: coops.map(({ id, name }) => {
      const books = loaded.get(id)
      return { coopId: id, name, statements: books === undefined ? null : statementsOf(books) }
    }),
  }
}

/** Who should report: co-ops of the unit on the last day that the county counts, and any that keep books. */
export async function coopsReporting(
  ctx: Ctx,
  unitId: AnyId,
  period: ReportPeriod,
): Promise<CoopFacts[]> {
  const day = lastDay(period)
  const all = await cooperativesIn(ctx, { unitId, asOf: day < ctx.today ? day : ctx.today })
  const books = await booksOf(
    ctx,
    all.map(({ id }) => id),
  )
  return all
    .filter((coop) => coop.counted || books.has(coop.id))
    .toSorted((a, b) => compare(a.townName, b.townName) || compare(a.name, b.name))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Part {
  readonly id: AnyId
  readonly name: string
  readonly kind: 'town' | 'coop'
  readonly coops: readonly CoopStatements[]
}

/** Below a county its towns, below a town or village its co-ops. */
function partsOf(
  unit: UnitName,
  coops: readonly CoopFacts[],
  statements: readonly CoopStatements[],
): Part[] {
  const paired = coops.map((coop, i) => ({ coop, own: must(statements[i], 'the statements') }))
  if (unit.kind !== 'county') {
    return paired.map(({ coop: { id, name }, own }) => ({ id, name, kind: 'coop', coops: [own] }))
  }
  return [...Map.groupBy(paired, ({ coop }) => coop.townId)].map(([id, own]) => ({
    id,
    name: own[0]?.coop.townName ?? '',
    kind: 'town',
    coops: own.map((each) => each.own),
  }))
}

function statementOut(form: Form, { statements }: RollUp) {
  switch (form) {
    case '01':
      return { form, sheet: sheetOut(statements.balanceSheet) }
    case '02':
      return { form, sheet: surplusOut(statements.surplus) }
    case '03':
      return { form, sheet: equityOut(statements.equity) }
  }
}

function amountsOf(form: Form, { balanceSheet, surplus, equity }: Statements): Fen[] {
  switch (form) {
    case '01':
      return balanceSheet.rows.map(({ closing }) => closing)
    case '02':
      return surplus.rows.map(({ current }) => current)
    case '03':
      return [...equity.columns.map(({ closing }) => closing), equity.total.closing]
  }
}

function paperOf(
  form: Form,
  about: { readonly period: ReportPeriod; readonly language: 'zh' | 'en'; readonly name: string },
  { balanceSheet, surplus, equity }: Statements,
): Paper {
  const { period, language } = about
  const head = { coopName: about.name, language }
  switch (form) {
    case '01':
      return balanceSheetPaper(head, period, balanceSheet)
    case '02':
      return surplusPaper(head, period, surplus)
    case '03':
      return equityPaper(head, period, equity)
  }
}
