import type { AnyId, Id } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sayCaseNumber, startCase } from '../../approvals/index.ts'
import { coopFacts } from '../../registry/index.ts'
import type { contractVerbs as contract } from '../contract/contracts.ts'
import type { Matrix, Needed } from '../model.ts'
import { nameKey } from '../rules/payee.ts'
import { organsOf, routeOf } from '../rules/route.ts'
import {
  contractRow,
  holdContract,
  insertContract,
  insertRecord,
  insertVersion,
  type ListedContract,
  savePartner,
  setContract,
} from '../store/contracts.ts'
import { nextNumber, sayNumber } from '../store/numbers.ts'
import { replaceQuotes } from '../store/papers.ts'
import { bodyOf, signedDays, stateOfContract } from './contract-present.ts'
import { casesOf } from './ground.ts'
import { spendingRules } from './matrix.ts'
import { keepPapers } from './papers.ts'
import {
  checkPartner,
  type Partner,
  PARTNER_ACCOUNT,
  PARTNER_ID,
  PARTNER_PHONE,
  sealed,
  withKnown,
} from './related.ts'
import { quoteRow, roleOf, routeJson, routeOfJson, stepsOf } from './requests.ts'

type ContractVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'saveContract' | 'submitContract' | 'recordContract' | 'endContract'
>
type Asked = Input<(typeof contract)['saveContract']>

const notAllowed = (zh: string, en: string): Refusal => new Refusal('not_allowed_now', text(zh, en))

/** Contracts whose price a market finds: what is bought, built or rented. */
const QUOTED = ['purchase', 'construction', 'service', 'lease_in']

export const quotesAskedFor = (
  { terms }: Matrix,
  what: { readonly amount: bigint; readonly kind: string; readonly direction: string },
): number =>
  what.direction === 'pays' && QUOTED.includes(what.kind) && what.amount >= terms.quotesFrom
    ? terms.quotesLeast
    : 0

const routeFor = (ctx: Ctx, asked: Asked, matrix: Matrix): readonly Needed[] =>
  routeOf(
    {
      kind: 'contract',
      class: null,
      payee: asked.partner.name,
      date: ctx.today,
      amount: asked.amount,
      history: [],
    },
    matrix.rows,
  )

function faultsOf(
  asked: Asked,
  at: { readonly quotes: number; readonly inUseFrom: string },
): Fault[] {
  const faults: Fault[] = []
  const fault = (path: string, zh: string, en: string): void => {
    faults.push({ path, text: text(zh, en) })
  }
  if (asked.expiresOn < asked.startsOn) {
    fault('$.expiresOn', '不能早于开始日期', 'must not be before the first day')
  }
  if (asked.signedOn !== null && asked.signedOn >= at.inUseFrom) {
    fault(
      '$.signedOn',
      `${at.inUseFrom} 以后签订的合同须先审批,不能补登`,
      `contracts signed from ${at.inUseFrom} on are approved first`,
    )
  }
  if (asked.quotes.length < at.quotes && asked.singleSource === null && asked.signedOn === null) {
    fault(
      '$.quotes',
      `须有 ${at.quotes} 家报价,已有 ${asked.quotes.length} 家;确实只有一家的请写明原因`,
      `${at.quotes} quotes are asked for, ${asked.quotes.length} given; or say why there is one source`,
    )
  }
  if (asked.quotes.filter(({ chosen }) => chosen).length > 1) {
    fault('$.quotes', '只能选用一家', 'one of them is chosen')
  }
  if (asked.contractId !== null && asked.reason === '') {
    fault('$.reason', '变更须写明原因', 'a change needs its reason')
  }
  for (const [i, { kind, amount }] of asked.schedule.entries()) {
    if (kind === 'performance' || (amount !== null && amount > 0n)) continue
    fault(`$.schedule[${i}].amount`, '收付款须写明金额', 'what is paid or collected has an amount')
  }
  return faults
}

/** The partner written down, numbers sealed; answers with its id. */
function keepPartner(ctx: Ctx, coopId: AnyId, partner: Partner): Promise<AnyId> {
  const phone = sealed(ctx, PARTNER_PHONE, partner.phone)
  const account = sealed(ctx, PARTNER_ACCOUNT, partner.account)
  return savePartner(ctx, {
    coop_id: coopId as Id<'unit'>,
    name: partner.name,
    name_key: nameKey(partner.name),
    credit_code: partner.creditCode,
    legal_rep: partner.legalRep,
    id_number_lookup: sealed(ctx, PARTNER_ID, partner.idNumber).lookup,
    phone_sealed: phone.sealed,
    phone_lookup: phone.lookup,
    account_sealed: account.sealed,
    account_lookup: account.lookup,
    address: partner.address,
  })
}

/** A contract of this co-op, or the answer for what is missing. */
export async function contractHere(
  ctx: Ctx,
  at: { readonly coopId: AnyId; readonly contractId: AnyId },
): Promise<ListedContract> {
  const row = await contractRow(ctx, at)
  if (row === null) throw notFound()
  return row
}

async function stateNow(ctx: Ctx, row: ListedContract) {
  const cases = await casesOf(ctx, [row.id])
  const signed = await signedDays(ctx, [row], cases)
  return stateOfContract(row, { cases, signed, today: ctx.today })
}

/** The contract a new version is for, held; null for a new contract. */
async function forChange(ctx: Ctx, asked: Asked): Promise<ListedContract | null> {
  if (asked.contractId === null) return null
  await holdContract(ctx, asked.contractId)
  const row = await contractHere(ctx, { coopId: asked.coopId, contractId: asked.contractId })
  const state = await stateNow(ctx, row)
  if (state === 'approving') {
    throw notAllowed(
      '合同正在审批,请先撤回或等审批退回后再修改。',
      'The contract is being decided: withdraw the case before it is changed.',
    )
  }
  if (state === 'ended') throw notAllowed('合同已经终结。', 'The contract has ended.')
  return row
}

export const contractVerbs: ContractVerbs = {
  saveContract: async (ctx, asked) => {
    await coopFacts(ctx, asked.coopId)
    const before = await forChange(ctx, asked)
    const rules = await spendingRules(ctx)
    const matrix = rules.on(ctx.today)
    const quotes = quotesAskedFor(matrix, asked)
    const faults = faultsOf(asked, { quotes, inUseFrom: rules.inUseFrom })
    if (faults.length > 0) throw badInput(faults)
    const partner = await withKnown(ctx, asked.coopId, asked.partner)
    const ties = await checkPartner(ctx, asked.coopId, partner)
    const route = asked.signedOn === null ? routeFor(ctx, asked, matrix) : []
    const partnerId = await keepPartner(ctx, asked.coopId, partner)
    const contractId = before?.id ?? ctx.newId()
    const numbered = before ?? (await nextNumber(ctx, asked.coopId, 'contract'))
    const version = (before?.version ?? 0) + 1
    const coopId = asked.coopId as Id<'unit'>
    if (before === null) {
      await insertContract(ctx, {
        id: contractId,
        coop_id: coopId,
        year: numbered.year,
        number: numbered.number,
        partner_id: partnerId,
        signed_on: asked.signedOn,
      })
    } else {
      // What is changed is approved anew.
      await setContract(ctx, contractId, { partner_id: partnerId, case_id: null })
    }
    await insertVersion(ctx, {
      contract_id: contractId,
      version,
      title: asked.title,
      kind: asked.kind,
      direction: asked.direction,
      amount_fen: asked.amount,
      starts_on: asked.startsOn,
      expires_on: asked.expiresOn,
      body: {
        priceBasis: asked.priceBasis,
        schedule: asked.schedule.map((term) => ({
          ...term,
          amount: term.amount?.toString() ?? null,
        })),
        singleSource: asked.singleSource,
        ties,
        route: routeJson(route),
      },
      reason: asked.reason,
    })
    const about = { coopId, subjectId: contractId }
    await replaceQuotes(ctx, about, asked.quotes.map(quoteRow))
    await keepPapers(ctx, about, asked.papers)
    ctx.record({
      entity: 'coop_contract',
      id: contractId,
      before:
        before === null
          ? undefined
          : { title: before.title, amount: formatYuan(before.amount_fen) },
      after: {
        version,
        title: asked.title,
        partner: asked.partner.name,
        amount: formatYuan(asked.amount),
        expiresOn: asked.expiresOn,
        related: ties.filter(({ certain }) => certain).length,
        reason: asked.reason,
      },
    })
    return {
      contractId,
      number: sayNumber('合', numbered),
      version,
      route: [...route],
      steps: stepsOf(route),
      quotesAsked: quotes,
      ties: [...ties],
    }
  },

  submitContract: async (ctx, at) => {
    await holdContract(ctx, at.contractId)
    const row = await contractHere(ctx, at)
    const state = await stateNow(ctx, row)
    if (state !== 'draft' && state !== 'refused') {
      throw notAllowed('合同已经送审或已经生效。', 'The contract is sent or in force already.')
    }
    const { priceBasis, singleSource, ties, route: kept } = bodyOf(row)
    const route = routeOfJson(kept)
    const opened = await startCase(ctx, {
      process: 'contract',
      unitId: row.coop_id,
      title: `${sayNumber('合', row)} ${row.title}`,
      subject: { kind: 'contract', id: row.id },
      role: roleOf(ctx),
      facts: {
        number: sayNumber('合', row),
        contract: row.title,
        partner: row.partner_name,
        direction: row.direction === 'pays' ? '付款' : '收款',
        amount: formatYuan(row.amount_fen),
        price: priceBasis,
        term: `${row.starts_on} 至 ${row.expires_on}`,
        related: ties.length === 0 ? ['未发现关联'] : ties.map(({ text: said }) => said.zh),
        organs: [...organsOf(route)],
        ...(singleSource === null ? {} : { singleSource }),
      },
    })
    await setContract(ctx, row.id, { case_id: opened.row.id })
    ctx.record({ entity: 'coop_contract', id: row.id, after: { submitted: opened.row.id } })
    return { caseId: opened.row.id, number: sayCaseNumber(opened.row) }
  },

  recordContract: async (ctx, { coopId, contractId, papers, ...record }) => {
    const row = await contractHere(ctx, { coopId, contractId })
    const state = await stateNow(ctx, row)
    if (state !== 'in_force' && state !== 'expired') {
      throw notAllowed('合同还没有生效或已经终结。', 'The contract is not in force.')
    }
    const faults: Fault[] = []
    if (record.onDate > ctx.today) {
      faults.push({ path: '$.onDate', text: text('不能晚于今天', 'must not lie in the future') })
    }
    const term = record.line === null ? undefined : bodyOf(row).schedule[record.line]
    if (record.line !== null && term?.kind !== record.kind) {
      faults.push({
        path: '$.line',
        text: text('不是该类计划行', 'is no line of the schedule of this kind'),
      })
    }
    const money = record.kind === 'payment' || record.kind === 'collection'
    if (money && record.amount === null) {
      faults.push({ path: '$.amount', text: text('须写明金额', 'must say the amount') })
    }
    if (faults.length > 0) throw badInput(faults)
    await insertRecord(ctx, {
      id: ctx.newId(),
      contract_id: contractId,
      kind: record.kind,
      line: record.line,
      on_date: record.onDate,
      amount_fen: record.amount,
      note: record.note,
    })
    await keepPapers(ctx, { coopId: row.coop_id, subjectId: contractId }, papers)
    ctx.record({
      entity: 'coop_contract',
      id: contractId,
      after: {
        ...record,
        amount: record.amount === null ? null : formatYuan(record.amount),
      },
    })
    return {}
  },

  endContract: async (ctx, { coopId, contractId, onDate, reason }) => {
    await holdContract(ctx, contractId)
    const row = await contractHere(ctx, { coopId, contractId })
    const state = await stateNow(ctx, row)
    if (state === 'ended' || state === 'approving') {
      throw notAllowed(
        state === 'ended' ? '合同已经终结。' : '合同正在审批,请先撤回。',
        state === 'ended' ? 'The contract has ended.' : 'The contract is being decided.',
      )
    }
    if (onDate > ctx.today) {
      throw badInput([
        { path: '$.onDate', text: text('不能晚于今天', 'must not lie in the future') },
      ])
    }
    await setContract(ctx, contractId, { ended_on: onDate, end_reason: reason })
    ctx.record({ entity: 'coop_contract', id: contractId, after: { endedOn: onDate, reason } })
    return {}
  },
}
