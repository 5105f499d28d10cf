import type { AnyId } from '../../../kernel/id.ts'
import { fen, ZERO_FEN } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { memberDues, memberPositions } from '../../distribution/index.ts'
import { memberTotals } from '../../ledger/index.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { statementsContract } from '../contract.ts'
import type { MemberBalance, MemberPosition } from '../model/facts.ts'
import { bookPeriods, lastDay, periodName, type ReportPeriod } from '../model/period.ts'
import type { TieOut } from '../model.ts'
import { incomeTies } from '../rules/income.ts'
import { trialBalanceTies } from '../rules/irregularities.ts'
import { asFinding } from '../rules/tie-out.ts'
import { tieOuts } from '../rules/tie-outs.ts'
import { type CoopBooks, loadBooks, periodOf, statementsOf } from './books.ts'
import { incomeOf, trialBalanceOf } from './reckon.ts'

type CheckVerbs = Pick<Verbs<typeof statementsContract, Ctx>, 'listTieOuts'>

export const checkVerbs: CheckVerbs = {
  listTieOuts: async (ctx, input) => {
    const period = periodOf(input.period)
    const coops = (
      await cooperativesIn(ctx, input.unitId === undefined ? {} : { unitId: input.unitId })
    ).filter(({ id }) => input.coopId === undefined || id === input.coopId)
    const ids = coops.map(({ id }) => id)
    const loaded = await loadBooks(ctx, ids, { period, basis: 'current' })
    const checks = await checksOf(ctx, loaded, period)
    const rows = coops
      .filter(({ id }) => loaded.has(id))
      .map((coop) => {
        const own = checks.get(coop.id) ?? []
        const failing = own.filter(({ outcome }) => outcome === 'fails')
        return {
          coopId: coop.id,
          name: coop.name,
          townName: coop.townName,
          blocked: failing.some(({ severity }) => severity === 'block'),
          failing: failing.length,
          findings: (input.all ? own : failing.toSorted(blocksFirst)).map(asFinding),
        }
      })
    const blocked = rows.filter((row) => row.blocked).length
    const warned = rows.filter((row) => !row.blocked && row.failing > 0).length
    const shown = rows
      .filter(({ findings }) => findings.length > 0)
      .toSorted((a, b) => Number(b.blocked) - Number(a.blocked) || b.failing - a.failing)
    const when = periodName(period)
    return {
      coops: rows.length,
      blocked,
      warned,
      sentence: text(
        `${when.zh}：${rows.length} 家有账，${blocked} 家勾稽不符，${warned} 家有须说明的事项，${rows.length - blocked - warned} 家无异常。`,
        `${when.en}: of ${rows.length} co-ops with books ${blocked} do not tie, ${warned} have matters to explain, ${rows.length - blocked - warned} are in order.`,
      ),
      total: shown.length,
      rows: shown
        .slice(input.offset, input.offset + input.limit)
        .map(({ blocked: _blocked, failing: _failing, ...row }) => row),
    }
  },
}

const blocksFirst = (a: TieOut, b: TieOut): number =>
  Number(b.severity === 'block') - Number(a.severity === 'block')

/** All checks of one co-op, its register of shares and the splits of its income included. */
export async function checksOfCoop(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly period: ReportPeriod; readonly loaded: CoopBooks },
): Promise<TieOut[]> {
  const checks = await checksOf(ctx, new Map([[of.coopId, of.loaded]]), of.period)
  const income = await incomeOf(ctx, of.coopId, of.period)
  return [
    ...(checks.get(of.coopId) ?? []),
    incomeTies(income, statementsOf(of.loaded).surplus),
    ...trialBalanceTies(await trialBalanceOf(ctx, of.coopId, of.period)),
  ]
}

async function checksOf(
  ctx: Ctx,
  loaded: ReadonlyMap<AnyId, CoopBooks>,
  period: ReportPeriod,
): Promise<Map<AnyId, TieOut[]>> {
  const ids = [...loaded.keys()]
  if (ids.length === 0) return new Map()
  const { through } = bookPeriods(period)
  const totals = await memberTotals(ctx, {
    coopIds: ids,
    accounts: ['221', '222', '301'],
    to: through,
  })
  const balances = Map.groupBy(totals, ({ coopId }) => coopId)
  const positions = await positionsOf(ctx, ids, period)
  const dues = await memberDues(ctx, ids, through)
  const lastYear: ReportPeriod = { kind: 'year', year: period.year - 1 }
  const before = await loadBooks(ctx, ids, { period: lastYear, basis: 'current' })
  return new Map(
    [...loaded].map(([id, coop]) => {
      const prior = before.get(id)
      return [
        id,
        tieOuts({
          books: coop.books,
          statements: statementsOf(coop),
          // Openings continue the last year's end, whatever part of this year is reported.
          prior: prior === undefined ? null : statementsOf(prior),
          closed: coop.books.yearEnd.length > 0,
          memberBalances: (balances.get(id) ?? []).map(
            ({ account, memberId, debit, credit }): MemberBalance => ({
              account,
              memberId,
              amount: fen(credit - debit),
            }),
          ),
          contributions: positions.get(id) ?? null,
          payables: dues.get(id) ?? null,
          ...yearEndFacts(coop.books.yearEnd.length > 0, positions.get(id)),
        }),
      ]
    }),
  )
}

/** What the member accounts hold on the last day of the period (today, while it runs), by co-op. */
async function positionsOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: ReportPeriod,
): Promise<Map<AnyId, MemberPosition[]>> {
  const day = lastDay(period)
  const all = await memberPositions(ctx, coopIds, day < ctx.today ? day : ctx.today)
  const found = new Map<AnyId, MemberPosition[]>()
  for (const { coopId, ...position } of all) {
    const own = found.get(coopId) ?? []
    found.set(coopId, own)
    own.push({ ...position, declared: null, paid: ZERO_FEN, converted: ZERO_FEN })
  }
  return found
}

/** Quantified shares are held against the funds when the year is closed: before, they lag behind. */
function yearEndFacts(closed: boolean, members: readonly MemberPosition[] | undefined) {
  if (!closed || members === undefined) return { members: null, quantified: null }
  const reserve = members.some(({ reserveShare }) => reserveShare !== 0n)
  return { members, quantified: reserve ? ('surplus-reserve' as const) : null }
}
