import { addDays } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sayCaseNumber } from '../../approvals/index.ts'
import { maskAccount, maskPhone } from '../../registry/index.ts'
import { CONTRACT_STATES, type contractVerbs as contract } from '../contract/contracts.ts'
import { listedContracts, partnersByIds, recordRows, versionRows } from '../store/contracts.ts'
import { paperRows, quoteRows } from '../store/papers.ts'
import { paymentsOn } from '../store/payments.ts'
import { listedRequests } from '../store/requests.ts'
import { assessmentRows, itemRows } from '../store/risks.ts'
import type { PartnerRow } from '../store.ts'
import { bodyOf, contractOut, scheduleOut, signedDays, signedInCase } from './contract-present.ts'
import { contractHere } from './contracts.ts'
import { casesOf, stateOf } from './ground.ts'
import { spendingRules } from './matrix.ts'
import { paperOut } from './papers.ts'
import { PARTNER_ACCOUNT, PARTNER_PHONE } from './related.ts'
import { paymentOut, quoteOut } from './request-reads.ts'
import { routeOfJson } from './requests.ts'

type ReadVerbs = Pick<Verbs<typeof contract, Ctx>, 'listContracts' | 'readContract' | 'listDue'>
type Due = Output<(typeof contract)['listDue']>['rows'][number]

const opened = (ctx: Ctx, place: string, value: Buffer | null): string | null =>
  value === null ? null : ctx.secrets.open(place, value)

/** What is known of a partner; telephone and account masked. */
function partnerOut(ctx: Ctx, row: PartnerRow | undefined) {
  const phone = opened(ctx, PARTNER_PHONE, row?.phone_sealed ?? null)
  const account = opened(ctx, PARTNER_ACCOUNT, row?.account_sealed ?? null)
  return {
    creditCode: row?.credit_code ?? null,
    legalRep: row?.legal_rep ?? null,
    phone: phone === null ? null : maskPhone(phone),
    account: account === null ? null : maskAccount(account),
    address: row?.address ?? null,
  }
}

export const contractReadVerbs: ReadVerbs = {
  listContracts: async (ctx, { unitId, state, search, limit, offset }) => {
    const found = await listedContracts(ctx, { unitId, search })
    const cases = await casesOf(
      ctx,
      found.map(({ id }) => id),
    )
    const matrix = (await spendingRules(ctx)).on(ctx.today)
    const signed = await signedDays(ctx, found, cases)
    const rows = found.map((row) => contractOut(row, { cases, signed, today: ctx.today, matrix }))
    const wanted = rows.filter((row) => state === undefined || row.state === state)
    return {
      total: wanted.length,
      states: CONTRACT_STATES.flatMap((one) => {
        const contracts = rows.filter((row) => row.state === one).length
        return contracts === 0 ? [] : [{ state: one, contracts }]
      }),
      rows: wanted.slice(offset, offset + limit),
    }
  },

  readContract: async (ctx, at) => {
    const row = await contractHere(ctx, at)
    const cases = await casesOf(ctx, [row.id])
    const caseRow = row.case_id === null ? undefined : cases.get(row.case_id)
    const signed = await signedDays(ctx, [row], cases)
    const matrix = (await spendingRules(ctx)).on(ctx.today)
    const records = await recordRows(ctx, [row.id])
    const payments = await paymentsOn(ctx, 'contract_id', [row.id])
    const [partner] = await partnersByIds(ctx, [row.partner_id])
    const { priceBasis, singleSource, ties, route } = bodyOf(row)
    const sum = (list: readonly { readonly amount_fen: bigint | null }[]) =>
      fen(list.reduce((total, { amount_fen }) => total + (amount_fen ?? 0n), 0n))
    return {
      ...contractOut(row, { cases, signed, today: ctx.today, matrix }),
      signedOn: row.signed_on ?? (caseRow === undefined ? null : await signedInCase(ctx, caseRow)),
      version: row.version,
      partnerFacts: partnerOut(ctx, partner),
      priceBasis,
      singleSource,
      schedule: scheduleOut(row, records, payments).map((term) => ({
        ...term,
        amount: term.amount === null ? null : fen(term.amount),
        overdue: !term.done && term.dueOn < ctx.today,
      })),
      quotes: (await quoteRows(ctx, row.id)).map(quoteOut),
      ties: [...ties],
      route: routeOfJson(route),
      case:
        caseRow === undefined
          ? null
          : { caseId: caseRow.id, number: sayCaseNumber(caseRow), state: caseRow.state },
      paid: fen(sum(payments) + sum(records.filter(({ kind }) => kind === 'payment'))),
      collected: sum(records.filter(({ kind }) => kind === 'collection')),
      payments: payments.map(paymentOut),
      records: records.map((record) => ({
        kind: record.kind,
        line: record.line,
        onDate: record.on_date,
        amount: record.amount_fen === null ? null : fen(record.amount_fen),
        note: record.note,
        recordedBy: record.recorded_by,
      })),
      papers: (await paperRows(ctx, [row.id])).map(paperOut),
      versions: (await versionRows(ctx, row.id)).map((version) => ({
        version: version.version,
        title: version.title,
        amount: fen(version.amount_fen),
        expiresOn: version.expires_on,
        reason: version.reason,
        recordedAt: version.recorded_at,
        recordedBy: version.recorded_by,
      })),
      endReason: row.end_reason,
    }
  },

  listDue: async (ctx, { unitId, days, limit, offset }) => {
    const until = addDays(ctx.today, days)
    const all = [
      ...(await dueUnderContracts(ctx, unitId)),
      ...(await emergenciesDue(ctx, unitId)),
      ...(await risksDue(ctx, unitId)),
    ]
    const rows = all
      .filter(({ dueOn }) => dueOn <= until)
      .map((row) => ({ ...row, overdue: row.dueOn < ctx.today }))
      .toSorted((a, b) =>
        a.dueOn === b.dueOn ? (a.title < b.title ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1,
      )
    return {
      total: rows.length,
      overdue: rows.filter(({ overdue }) => overdue).length,
      rows: rows.slice(offset, offset + limit),
    }
  },
}

type Open = Omit<Due, 'overdue'>

async function dueUnderContracts(ctx: Ctx, unitId: string | undefined): Promise<Open[]> {
  const found = await listedContracts(ctx, { unitId })
  const ids = found.map(({ id }) => id)
  const cases = await casesOf(ctx, ids)
  const signed = await signedDays(ctx, found, cases)
  const matrix = (await spendingRules(ctx)).on(ctx.today)
  const records = Map.groupBy(await recordRows(ctx, ids), ({ contract_id }) => contract_id)
  const payments = Map.groupBy(
    await paymentsOn(ctx, 'contract_id', ids),
    ({ contract_id }) => contract_id ?? '',
  )
  const due: Open[] = []
  for (const row of found) {
    const { state } = contractOut(row, { cases, signed, today: ctx.today, matrix })
    if (state !== 'in_force' && state !== 'expired') continue
    const about = { coopId: row.coop_id, coopName: row.coop_name, subjectId: row.id }
    if (state === 'in_force') {
      due.push({ ...about, kind: 'expiry', title: row.title, dueOn: row.expires_on, amount: null })
    }
    const paid = payments.get(row.id) ?? []
    for (const term of scheduleOut(row, records.get(row.id) ?? [], paid)) {
      if (term.done) continue
      due.push({
        ...about,
        kind: term.kind,
        title: `${row.title}:${term.text}`,
        dueOn: term.dueOn,
        amount: term.amount === null ? null : fen(term.amount),
      })
    }
  }
  return due
}

async function emergenciesDue(ctx: Ctx, unitId: string | undefined): Promise<Open[]> {
  const found = (await listedRequests(ctx, { unitId })).filter(
    ({ emergency_due, cancelled_on }) => emergency_due !== null && cancelled_on === null,
  )
  const cases = await casesOf(
    ctx,
    found.map(({ id }) => id),
  )
  return found.flatMap((row): Open[] =>
    row.emergency_due === null || stateOf(row, cases) !== 'running'
      ? []
      : [
          {
            kind: 'emergency',
            coopId: row.coop_id,
            coopName: row.coop_name,
            subjectId: row.id,
            title: `${row.payee_name}:${row.purpose}`.slice(0, 120),
            dueOn: row.emergency_due,
            amount: fen(row.amount_fen),
          },
        ],
  )
}

async function risksDue(ctx: Ctx, unitId: string | undefined): Promise<Open[]> {
  const items = await itemRows(ctx, { unitId })
  const assessments = await assessmentRows(ctx, { unitId })
  return [
    ...items
      .filter(({ status }) => status === 'open' || status === 'watching')
      .map((row): Open => ({
        kind: 'risk',
        coopId: row.coop_id,
        coopName: row.coop_name,
        subjectId: row.id,
        title: row.title,
        dueOn: row.due_on,
        amount: null,
      })),
    ...assessments
      .filter(({ outcome, replaced }) => outcome === null && !replaced)
      .map((row): Open => ({
        kind: 'outcome',
        coopId: row.coop_id,
        coopName: row.coop_name,
        subjectId: row.id,
        title: row.title,
        dueOn: row.outcome_due,
        amount: null,
      })),
  ]
}
