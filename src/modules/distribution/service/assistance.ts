import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, fen, formatYuan, sumFen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { bankAccountsOf } from '../../registry/index.ts'
import { assistanceTerm } from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import { NOT_EARNED_WARNING } from '../rules/onward.ts'
import {
  type AssistanceList,
  type AssistancePaid,
  insertList,
  type PaidLine,
} from '../store/assistance.ts'
import {
  beneficiaryNames,
  entitledTo,
  type FundOfYear,
  fundsOfYear,
  openFor,
  paidTo,
  unitsText,
} from './assistance-ground.ts'
import { nameOf } from './payments.ts'
import { lockYears } from './guards.ts'

type AssistanceVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'readAssistanceDues' | 'approveAssistanceList'
>
type Dues = Output<(typeof distributionContract)['readAssistanceDues']>

const said = ({ zh, en }: Text) => ({ zh, en })

export const assistanceVerbs: AssistanceVerbs = {
  readAssistanceDues: async (ctx, { coopId, year }) => {
    const { earned, funds, payments } = await fundsOfYear(ctx, coopId, year)
    const rows = funds.flatMap((fund) => fund.rows)
    const names = await beneficiaryNames(ctx, rows)
    const accounts = await bankAccountsOf(
      ctx,
      rows.flatMap((row) => row.person_id ?? []),
      'masked',
    )
    const paid = paidTo(payments)
    const marks = lastMarks(payments)
    const unearned = payments.some(({ notEarned, reversed }) => notEarned && reversed === null)
    return {
      coopName: await nameOf(ctx, coopId),
      term: await assistanceTerm(ctx),
      earned,
      funds: funds.map((one) => ({
        ...presentFund(one, names),
        rows: one.rows.map((row) => ({
          beneficiaryId: row.id,
          name: names.get(row.id) ?? '',
          persons: row.persons,
          units: unitsText(row.units_micro),
          bankAccount: row.person_id === null ? null : (accounts.get(row.person_id) ?? null),
          due: fen(one.dues.get(row.id) ?? 0n),
          approved: one.lists.length === 0 ? null : fen(entitledTo(one, row.id)),
          paid: fen(paid.get(row.id) ?? 0n),
          open: fen(openFor(one, row.id, paid)),
          received: marks.get(row.id) ?? null,
        })),
      })),
      payments: payments.map(presentPayment),
      warnings: unearned ? [said(NOT_EARNED_WARNING)] : [],
    }
  },

  approveAssistanceList: async (ctx, input) => {
    const { coopId, year, fundId } = input
    await lockYears(ctx, [coopId], year)
    const { funds, payments } = await fundsOfYear(ctx, coopId, year)
    const chosen = funds.find(({ fund }) => fund.id === fundId)
    if (chosen === undefined) throw notFound()
    const faults = [...datesOf(input, ctx.today), ...listFaults(chosen, input, paidTo(payments))]
    if (faults.length > 0) throw badInput(faults)
    const [before] = chosen.lists
    const list = {
      id: ctx.newId(),
      coopId,
      fundId,
      year,
      version: (before?.version ?? 0) + 1,
      document: input.document,
      decidedOn: input.decidedOn,
      postedFrom: input.postedFrom,
      postedTo: input.postedTo,
      reason: input.reason,
      lines: new Map(input.lines.map(({ beneficiaryId, amount }) => [beneficiaryId, amount])),
    }
    await insertList(ctx, list)
    const total = sumFen(list.lines.values())
    const people = [...list.lines.values()].filter((amount) => amount > 0n).length
    ctx.record({
      entity: 'assistance_list',
      id: list.id,
      before: before === undefined ? undefined : { version: before.version },
      after: {
        fundId,
        year,
        version: list.version,
        total: formatYuan(total),
        people,
        reason: input.reason,
      },
    })
    const { pool } = chosen.yielded
    const warnings =
      total > pool
        ? [
            text(
              `名单合计 ${displayYuan(total)} 元,按分配方案该笔扶贫股可得 ${displayYuan(pool)} 元;差额须另有来源。`,
              `The list comes to ${displayYuan(total)} yuan; the plan gives this fund ${displayYuan(pool)}: ` +
                'the rest must come from elsewhere.',
            ),
          ]
        : []
    return { listId: list.id, version: list.version, total, people, warnings: warnings.map(said) }
  },
}

type GivenList = Input<(typeof distributionContract)['approveAssistanceList']>

function datesOf(input: GivenList, today: LocalDate): Fault[] {
  const { decidedOn, postedFrom, postedTo } = input
  const faults: Fault[] = []
  if (decidedOn > today) {
    faults.push({ path: '$.decidedOn', text: text('不能晚于今天', 'must not be after today') })
  }
  if (postedTo !== null && (postedFrom === null || postedTo < postedFrom)) {
    const why = text('公示止日应不早于起日', 'must not be before the first day')
    faults.push({ path: '$.postedTo', text: why })
  }
  return faults
}

function listFaults(fund: FundOfYear, input: GivenList, paid: ReadonlyMap<AnyId, bigint>): Fault[] {
  const faults: Fault[] = []
  if (fund.lists.length > 0 && input.reason === null) {
    const why = text('名单变动须写明原因', 'say why the list changes')
    faults.push({ path: '$.reason', text: why })
  }
  const known = new Set(fund.rows.map(({ id }) => id))
  const listed = new Set<AnyId>()
  input.lines.forEach(({ beneficiaryId, amount }, i) => {
    const wrong = lineFault(fund, { known, listed, beneficiaryId, amount, paid })
    listed.add(beneficiaryId)
    if (wrong !== null) faults.push({ path: `$.lines[${i}].${wrong.field}`, text: wrong.text })
  })
  const missing = fund.rows.filter(({ id }) => fund.atEnd.has(id) && !listed.has(id))
  if (missing.length > 0) {
    const why = text(
      `名单漏了年末在册的受益人 ${missing.length} 个;不发的请写 0`,
      `${missing.length} who benefit at the year's end are left out; write 0 for those who get nothing`,
    )
    faults.push({ path: '$.lines', text: why })
  }
  return faults
}

function lineFault(
  { fund }: FundOfYear,
  of: {
    readonly known: ReadonlySet<AnyId>
    readonly listed: ReadonlySet<AnyId>
    readonly beneficiaryId: AnyId
    readonly amount: bigint
    readonly paid: ReadonlyMap<AnyId, bigint>
  },
): { field: 'beneficiaryId' | 'amount'; text: Text } | null {
  if (!of.known.has(of.beneficiaryId) || of.listed.has(of.beneficiaryId)) {
    const why = text('不是当年在册的受益人,或重复', 'benefited on no day of the year, or twice')
    return { field: 'beneficiaryId', text: why }
  }
  if (fund.cap_fen !== null && of.amount > fund.cap_fen) {
    const cap = displayYuan(fund.cap_fen)
    return {
      field: 'amount',
      text: text(`超过每份受益封顶 ${cap} 元`, `above the cap of ${cap} yuan`),
    }
  }
  const paid = of.paid.get(of.beneficiaryId) ?? 0n
  if (of.amount >= paid) return null
  return {
    field: 'amount',
    text: text(
      `已发 ${displayYuan(paid)} 元,不能少于已发数;多发的请先冲销`,
      `${displayYuan(paid)} yuan are paid already: take back what is too much first`,
    ),
  }
}

function presentFund(
  { fund, yielded, lists }: FundOfYear,
  names: ReadonlyMap<AnyId, string>,
): Omit<Dues['funds'][number], 'rows'> {
  return {
    fundId: fund.id,
    name: fund.name,
    holderId: fund.title_holder_id,
    amount: fen(fund.amount_fen),
    guaranteed: fen(yielded.guaranteed),
    floating: fen(yielded.floating),
    pool: fen(yielded.pool),
    kept: fen(yielded.kept),
    short: fen(yielded.short),
    cap: fund.cap_fen === null ? null : fen(fund.cap_fen),
    lists: lists.map((list, i) => presentList(list, lists[i + 1], names)),
  }
}

function presentList(
  list: AssistanceList,
  before: AssistanceList | undefined,
  names: ReadonlyMap<AnyId, string>,
): Dues['funds'][number]['lists'][number] {
  const ids = new Set([...list.lines.keys(), ...(before?.lines.keys() ?? [])])
  const changed =
    before === undefined ? [] : [...ids].filter((id) => list.lines.get(id) !== before.lines.get(id))
  const amountIn = (of: AssistanceList | undefined, id: AnyId) => {
    const amount = of?.lines.get(id)
    return amount === undefined ? null : fen(amount)
  }
  return {
    id: list.id,
    version: list.version,
    document: list.document,
    decidedOn: list.decidedOn,
    postedFrom: list.postedFrom,
    postedTo: list.postedTo,
    reason: list.reason,
    total: sumFen(list.lines.values()),
    people: [...list.lines.values()].filter((amount) => amount > 0n).length,
    recordedBy: list.recordedBy,
    changes: changed.map((id) => ({
      beneficiaryId: id,
      name: names.get(id) ?? '',
      before: amountIn(before, id),
      after: amountIn(list, id),
    })),
  }
}

const presentPayment = (one: AssistancePaid): Dues['payments'][number] => ({
  id: one.id,
  fundId: one.fundId,
  on: one.on,
  source: one.source,
  notEarned: one.notEarned,
  amount: fen(one.amount),
  people: one.lines.length,
  received: one.lines.filter(({ received }) => received !== null).length,
  reference: one.reference,
  voucherId: one.voucherId,
  reversed: one.reversed,
})

/** The newest mark on a payment that stands, by beneficiary; none while a later payment waits for its own. */
function lastMarks(payments: readonly AssistancePaid[]): Map<AnyId, PaidLine['received']> {
  const marks = new Map<AnyId, PaidLine['received']>()
  for (const { lines, reversed } of payments) {
    if (reversed !== null) continue
    for (const line of lines) marks.set(line.beneficiaryId, line.received)
  }
  return marks
}
