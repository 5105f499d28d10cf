import { chinaDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan, sumFen } from '../../../kernel/money.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { bankAccountsOf, cooperativesIn, personsByIds } from '../../registry/index.ts'
import {
  assistanceTerm,
  type BeneficiaryTable,
  benefitsOfPerson,
  headsOf,
} from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import { assistanceSignPaper } from '../rules/assistance-papers.ts'
import { bankFile } from '../rules/papers.ts'
import {
  type AssistanceList,
  type AssistancePaid,
  listsOfFunds,
  paymentsToBeneficiaries,
} from '../store/assistance.ts'
import { coopNames } from '../store/plans.ts'
import {
  assistanceOfYear,
  type AssistanceYear,
  beneficiaryNames,
  entitledTo,
  type FundOfYear,
  fundsOfYear,
  openFor,
  paidTo,
} from './assistance-ground.ts'
import { nameOf, pdf, refuseUnrevealed } from './payments.ts'

type ReadVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  | 'listAssistancePayments'
  | 'exportAssistanceBankFile'
  | 'printAssistanceSignList'
  | 'memberAssistance'
>

export const assistanceReadVerbs: ReadVerbs = {
  listAssistancePayments: async (ctx, input) => {
    const year = input.year ?? Number(ctx.today.slice(0, 4)) - 1
    const { unitId } = input
    const coops = await cooperativesIn(ctx, unitId === undefined ? {} : { unitId })
    const years = await assistanceOfYear(
      ctx,
      coops.map(({ id }) => id),
      year,
    )
    const all = coops.flatMap((coop) => {
      const own = years.get(coop.id)
      return own === undefined ? [] : [{ coop, own, figures: countOf([own]) }]
    })
    const picked = all.filter(({ figures }) => !input.open || figures.open > 0n)
    return {
      year,
      term: await assistanceTerm(ctx),
      total: picked.length,
      sums: { cooperatives: picked.length, ...countOf(picked.map(({ own }) => own)) },
      rows: picked
        .slice(input.offset, input.offset + input.limit)
        .map(({ coop, own, figures }) => ({
          coopId: coop.id,
          coopName: coop.name,
          townName: coop.townName,
          villageName: coop.villageName,
          ...figures,
          notEarned: own.payments.some((one) => one.notEarned && one.reversed === null),
        })),
    }
  },

  exportAssistanceBankFile: async (ctx, { coopId, year, fundId, clear, reason }) => {
    if (clear) refuseUnrevealed(ctx, reason)
    const { funds, payments } = await fundsOfYear(ctx, coopId, year)
    const chosen = chosenFunds(funds, fundId)
    const rows = chosen.flatMap((one) => one.rows.map((row) => ({ one, row })))
    const accounts = await bankAccountsOf(
      ctx,
      rows.flatMap(({ row }) => row.person_id ?? []),
      clear ? 'clear' : 'masked',
    )
    const names = await beneficiaryNames(
      ctx,
      rows.map(({ row }) => row),
    )
    const paid = paidTo(payments)
    const due = rows.flatMap(({ one, row }, i) => {
      const account = row.person_id === null ? undefined : accounts.get(row.person_id)
      const amount = openFor(one, row.id, paid)
      if (account === undefined || amount === 0n) return []
      const name = names.get(row.id) ?? ''
      return [{ number: String(i + 1), name, account, amount: formatYuan(amount) }]
    })
    const term = await assistanceTerm(ctx)
    ctx.record({
      entity: 'assistance_payment',
      id: coopId,
      after: { bankFile: { year, people: due.length, clear, reason: reason ?? null } },
    })
    return {
      name: `${await nameOf(ctx, coopId)} ${year} ${term}银行代发.csv`,
      mediaType: 'text/csv',
      content: Buffer.from(bankFile(due, `${year}年度${term}收益`), 'utf8').toString('base64'),
    }
  },

  printAssistanceSignList: async (ctx, { coopId, year, paymentId }) => {
    const { funds, payments } = await fundsOfYear(ctx, coopId, year)
    const payment = payments.find(({ id }) => id === paymentId)
    if (paymentId !== undefined && payment === undefined) throw notFound()
    const chosen = funds.filter(({ fund }) => payment === undefined || fund.id === payment.fundId)
    const names = await beneficiaryNames(
      ctx,
      chosen.flatMap((one) => one.rows),
    )
    const [term, coopName] = [await assistanceTerm(ctx), await nameOf(ctx, coopId)]
    const paper = assistanceSignPaper({
      coopName,
      year,
      term,
      paidOn: payment?.on ?? null,
      funds: chosen.map((one) => ({
        name: one.fund.name,
        document: one.lists[0]?.document ?? null,
        rows: one.rows
          .map((row) => ({
            name: names.get(row.id) ?? '',
            persons: row.persons,
            amount: fen(
              payment === undefined
                ? entitledTo(one, row.id)
                : (payment.lines.find((line) => line.beneficiaryId === row.id)?.amount ?? 0n),
            ),
          }))
          .filter(({ amount }) => amount > 0n),
      })),
    })
    const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: null }
    return pdf(
      `${coopName} ${year} ${term}签领表.pdf`,
      await writePdf(paper, foot, { at: ctx.now }),
    )
  },

  memberAssistance: async (ctx) => {
    const personId = ownPerson(ctx)
    const householdId = (await personsByIds(ctx, [personId])).get(personId)?.householdId ?? null
    const benefits = await benefitsOfPerson(ctx, { personId, householdId })
    const lists = await listsOfFunds(
      ctx,
      benefits.map((row) => row.fund_id),
    )
    const payments = await paymentsToBeneficiaries(
      ctx,
      benefits.map(({ id }) => id),
    )
    const names = await coopNames(
      ctx,
      benefits.map((row) => row.coop_id),
    )
    return {
      term: await assistanceTerm(ctx),
      rows: benefits.flatMap((row) =>
        yearsOf(row, lists, payments).map((year) => ({
          coopName: names.get(row.coop_id) ?? '',
          fund: row.name,
          household: row.person_id === null,
          ...ownYear(row, year, { lists, payments }),
        })),
      ),
    }
  },
}

/** @throws Refusal `not_found` for an account that is no person's. */
function ownPerson({ actor }: Ctx): AnyId {
  if (actor.kind === 'account' && actor.personId !== null) return actor.personId
  throw new Refusal(
    'not_found',
    text(
      '此账号没有对应的成员,请联系管理员。',
      'This account belongs to no member; please ask the administrator.',
    ),
  )
}

type OwnBenefit = Awaited<ReturnType<typeof benefitsOfPerson>>[number]

/** The years a beneficiary is on a list of, or was paid for; the last first. */
function yearsOf(
  { id }: OwnBenefit,
  lists: readonly AssistanceList[],
  payments: readonly AssistancePaid[],
): number[] {
  const listed = lists.filter(({ lines }) => lines.has(id)).map(({ year }) => year)
  const paid = payments
    .filter(({ lines }) => lines.some((line) => line.beneficiaryId === id))
    .map(({ year }) => year)
  return [...new Set([...listed, ...paid])].toSorted((a, b) => b - a)
}

function ownYear(
  { id, fund_id: fundId }: OwnBenefit,
  year: number,
  of: {
    readonly lists: readonly AssistanceList[]
    readonly payments: readonly AssistancePaid[]
  },
) {
  const list = of.lists.find((one) => one.fundId === fundId && one.year === year)
  const approved = list?.lines.get(id) ?? null
  const payments = of.payments
    .filter((one) => one.year === year && one.reversed === null)
    .flatMap(({ on, lines }) =>
      lines
        .filter(({ beneficiaryId }) => beneficiaryId === id)
        .map(({ amount, received }) => ({ on, amount: fen(amount), received })),
    )
  const paid = sumFen(payments.map(({ amount }) => amount))
  return {
    year,
    approved: approved === null ? null : fen(approved),
    document: list?.document ?? null,
    paid,
    open: approved === null ? null : fen(approved > paid ? approved - paid : 0n),
    payments,
  }
}

function chosenFunds(funds: readonly FundOfYear[], fundId: AnyId | undefined): FundOfYear[] {
  const chosen = funds.filter(({ fund }) => fundId === undefined || fund.id === fundId)
  if (chosen.length === 0) throw notFound()
  return chosen
}

/** Households and persons that benefit, and of them those who have everything, over these co-ops. */
function countOf(years: readonly AssistanceYear[]) {
  const funds = years.flatMap((one) => one.funds)
  const paid = paidTo(years.flatMap((one) => one.payments))
  const unmarked = new Set(years.flatMap(({ payments }) => withoutMark(payments)))
  const rows = funds.flatMap((one) =>
    one.rows.map((row) => ({
      row,
      due: entitledTo(one, row.id),
      open: openFor(one, row.id, paid),
    })),
  )
  const due = rows.filter((one) => one.due > 0n)
  const done = due.filter(({ open }) => open === 0n)
  const heads = (some: readonly { readonly row: BeneficiaryTable }[]) =>
    headsOf(some.map(({ row }) => row))
  const atEnd = new Set(funds.flatMap((one) => [...one.atEnd]))
  return {
    funds: funds.length,
    listed: funds.filter(({ lists }) => lists.length > 0).length,
    ...heads(rows.filter((one) => one.due > 0n || atEnd.has(one.row.id))),
    paidPersons: heads(done).persons,
    receivedPersons: heads(done.filter(({ row }) => !unmarked.has(row.id))).persons,
    due: sumFen(rows.map((one) => one.due)),
    paid: sumFen(paid.values()),
    open: sumFen(rows.map((one) => one.open)),
  }
}

/** Beneficiaries with a payment that nobody has confirmed. */
const withoutMark = (payments: readonly AssistancePaid[]): AnyId[] =>
  payments.flatMap(({ lines, reversed }) =>
    reversed !== null
      ? []
      : lines.flatMap(({ beneficiaryId, received }) => (received === null ? [beneficiaryId] : [])),
  )
