import { addDays, addMonths, date, dayNumber, type LocalDate } from '../../../kernel/date.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { actOf, exemptAct, paidUnder } from '../../spending/index.ts'
import type { deskVerbs as contract } from '../contract/desk.ts'
import { NATIONAL_ACCOUNTS, OPTIONAL_ACCOUNTS } from '../model/chart.ts'
import { periodOf } from '../model/draft.ts'
import type { Period } from '../model.ts'
import type { AuditPoint } from '../rules/audit-points.ts'
import { AUDIT_RULES, AUDIT_WORDS } from '../rules/audit-rules.ts'
import { doorOf, WARNING_KINDS, type WarningKind, WARNINGS } from '../rules/desk.ts'
import { type AuditRow, auditRows, cashBefore } from '../store/audit.ts'
import { type Sides, warningRows } from '../store/desk.ts'
import { datedPoints, limitsOf, namedLimits } from './limits.ts'

const MONTHS_AT_ONCE = 12

export const deskVerbs: Verbs<typeof contract, Ctx> = {
  listDeskWarnings: async (ctx, input) => {
    const { today } = ctx
    const found = await warningRows(ctx, {
      unitId: input.unitId,
      sides: SIDES,
      limits: {
        bankBefore: addDays(today, -input.bankDays),
        advanceBefore: addDays(today, -input.advanceDays),
        inboxBefore: addDays(today, -input.inboxDays),
        closeBefore: addDays(today, -input.closeDays),
      },
    })
    const rows = found
      .map((row) => ({ ...row, kind: row.kind as WarningKind }))
      .toSorted((a, b) => weightOf(a) - weightOf(b) || byAge(a, b))
    const kinds = WARNING_KINDS.flatMap((kind) => {
      const ofKind = rows.filter((row) => row.kind === kind)
      const count = ofKind.reduce((sum, row) => sum + row.count, 0)
      return ofKind.length === 0 ? [] : [{ kind, coops: ofKind.length, count }]
    })
    const wanted = rows.filter(({ kind }) => input.kind === undefined || kind === input.kind)
    return {
      total: wanted.length,
      kinds,
      rows: wanted.slice(input.offset, input.offset + input.limit).map((row) => ({
        ...row,
        days: row.oldest === null ? null : dayNumber(today) - dayNumber(row.oldest),
        text: WARNINGS[row.kind].text(row.count),
        door: doorOf(row.kind, row.coopId),
      })),
    }
  },

  listAuditPoints: async (ctx, input) => {
    const span = spanOf(ctx, input)
    const rows = await withGrounds(ctx, await auditRows(ctx, { unitId: input.unitId, ...span }))
    const cash = await cashBefore(ctx, { unitId: input.unitId, ...span })
    const names = new Map(rows.map(({ coopId, coopName }) => [coopId, coopName]))
    const limits = await limitsOf(ctx)
    const until = lastDay(ctx.today, span.to)
    const points = [...Map.groupBy(rows, ({ coopId }) => coopId)].flatMap(([coopId, vouchers]) =>
      datedPoints({ coopId, vouchers, cash: cash.get(coopId) ?? 0n, until }, limits),
    )
    const wanted = AUDIT_RULES.filter((rule) => input.rule === undefined || rule === input.rule)
    const shown = wanted.flatMap((rule) => points.filter((one) => one.rule === rule))
    return {
      total: shown.length,
      ...span,
      limits: await namedLimits(ctx, until),
      rules: wanted.map((rule) => ({
        rule,
        title: AUDIT_WORDS[rule].title,
        source: AUDIT_WORDS[rule].source,
        innocent: [...AUDIT_WORDS[rule].innocent],
        points: points.filter((one) => one.rule === rule).length,
      })),
      rows: shown
        .slice(input.offset, input.offset + input.limit)
        .map((one) => pointRow(one, names.get(one.coopId) ?? '')),
    }
  },
}

/** The vouchers with what spending knows of them: the contract, and what rests on a decision of its own. */
async function withGrounds(ctx: Ctx, rows: readonly AuditRow[]) {
  const contracts = await paidUnder(
    ctx,
    rows.flatMap((row) =>
      row.cashOut + row.bankOut > 0n
        ? [{ ...row, payees: row.payees.map(({ name }) => name) }]
        : [],
    ),
  )
  return rows.map((row) => {
    const act = actOf(row.origin)
    const exempt = [true, false].filter((toMember) => exemptAct(act, toMember) !== null)
    return {
      ...row,
      contract: contracts.get(row.id) ?? null,
      exempt: EXEMPT[exempt.length] ?? 'none',
    }
  })
}

const EXEMPT = ['none', 'members', 'all'] as const

/** The oldest first; what has no day keeps its place. */
const byAge = (a: { oldest: string | null }, b: { oldest: string | null }): number =>
  a.oldest === b.oldest ? 0 : (a.oldest ?? '') < (b.oldest ?? '') ? -1 : 1

const weightOf = ({ kind }: { readonly kind: WarningKind }): number => WARNING_KINDS.indexOf(kind)

const ONE_SIDED = [...NATIONAL_ACCOUNTS, ...OPTIONAL_ACCOUNTS].filter(({ twoSided }) => !twoSided)
const codesOf = (side: 'debit' | 'credit'): string[] =>
  ONE_SIDED.filter((account) => account.side === side).map(({ code }) => code)
const SIDES: Sides = { debit: codesOf('debit'), credit: codesOf('credit') }

const pointRow = (one: AuditPoint, coopName: string) => ({
  rule: one.rule,
  coopId: one.coopId,
  coopName,
  reason: one.reason,
  vouchers: one.vouchers.map(({ id, kind, number, onDate, summary, amount }) => ({
    id,
    kind,
    number,
    onDate,
    summary,
    amount,
  })),
})

/** Months from January of year 0. */
const monthIndex = (period: Period): number => Math.floor(period / 100) * 12 + (period % 100)

function spanOf(
  ctx: Ctx,
  input: Pick<Input<(typeof contract)['listAuditPoints']>, 'from' | 'to'>,
): { from: Period; to: Period } {
  const to = input.to ?? periodOf(ctx.today)
  const first = date(`${String(to).slice(0, 4)}-${monthText(to)}-01`)
  const from = input.from ?? periodOf(addMonths(first, -2))
  const months = monthIndex(to) - monthIndex(from) + 1
  if (months < 1 || months > MONTHS_AT_ONCE) {
    const why = text('起止期间须在12个月之内', 'from one to twelve months at once')
    throw badInput([{ path: '$.from', text: why }])
  }
  return { from, to }
}

/** Months 00 and 13 hold no business: the nearest month that does. */
const monthText = (period: Period): string =>
  String(Math.min(12, Math.max(1, period % 100))).padStart(2, '0')

function lastDay(today: LocalDate, to: Period): LocalDate {
  const first = date(`${String(to).slice(0, 4)}-${monthText(to)}-01`)
  const last = addDays(addMonths(first, 1), -1)
  return last < today ? last : today
}
