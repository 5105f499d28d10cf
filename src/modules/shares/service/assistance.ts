import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import { parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import { cooperativesIn, householdsByIds, personsByIds } from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import type { BeneficiaryTable, FundTable } from '../store.ts'
import {
  assistanceTerm,
  beneficiariesByIds,
  beneficiariesOf,
  benefitsInForce,
  endBeneficiaryRow,
  endFundRow,
  fundsInForce,
  fundsOf,
  lockFund,
  markChecked,
  saveBeneficiaries,
  saveStatuses,
  saveTerm,
  statusesOf,
} from '../store/assistance.ts'
import { loadBooks } from '../store/book.ts'
import { headsOf } from '../rules/assistance-heads.ts'
import { addFunds, checkUnits, resolveBeneficiaries } from './funds.ts'
import { badDate, checkNotAhead } from './register.ts'

type AssistanceVerbs = Pick<
  Verbs<typeof sharesContract, Ctx>,
  | 'countAssistance'
  | 'readAssistance'
  | 'listAssistanceReview'
  | 'setAssistanceTerm'
  | 'addAssistance'
  | 'addAssistances'
  | 'endAssistance'
  | 'addBeneficiaries'
  | 'endBeneficiary'
  | 'confirmBeneficiaries'
>

export const assistanceVerbs: AssistanceVerbs = {
  countAssistance: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const { unitId } = input
    const unit = unitId === undefined ? {} : { unitId }
    const coops = await cooperativesIn(ctx, { asOf, counted: true, ...unit })
    const names = new Map(coops.map(({ id, name }) => [id, name]))
    const where = { asOf, coopIds: [...names.keys()] }
    const funds = await fundsInForce(ctx, where)
    const inForce = new Set(funds.map(({ id }) => id))
    const benefits = (await benefitsInForce(ctx, where)).filter((row) => inForce.has(row.fund_id))
    const coopIds = [...new Set(funds.map((fund) => fund.coop_id))].toSorted((a, b) =>
      a < b ? -1 : 1,
    )
    const counts = (own: (coopId: AnyId) => boolean) => ({
      cooperatives: coopIds.filter(own).length,
      ...headsOf(benefits.filter((row) => own(row.coop_id))),
      amount: sumFen(funds.filter((fund) => own(fund.coop_id)).map((fund) => fund.amount_fen)),
    })
    return {
      asOf,
      term: await assistanceTerm(ctx),
      ...counts(() => true),
      rows: coopIds.map((coopId) => ({
        coopId,
        coopName: names.get(coopId) ?? '',
        ...counts((other) => other === coopId),
      })),
    }
  },

  readAssistance: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const funds = (await fundsOf(ctx, [input.coopId])).filter((fund) => fund.valid_from <= asOf)
    const rows = await beneficiariesOf(
      ctx,
      funds.map(({ id }) => id),
    )
    const statuses = Map.groupBy(
      await statusesOf(
        ctx,
        rows.map(({ id }) => id),
      ),
      (status) => status.beneficiary_id,
    )
    const book = (await loadBooks(ctx, [input.coopId])).get(input.coopId)
    const owners = new Map((book?.holders ?? []).map((holder) => [holder.id, holder.name]))
    const names = await namesOf(ctx, rows)
    return {
      asOf,
      term: await assistanceTerm(ctx),
      funds: funds.map((fund) => {
        const own = rows.filter((row) => row.fund_id === fund.id && isIn(row, asOf))
        return {
          ...presentFund(fund, owners.get(fund.title_holder_id) ?? ''),
          ...headsOf(own),
          unitsGiven: own.reduce((sum, row) => sum + row.units_micro, 0n),
        }
      }),
      beneficiaries: rows
        .filter((row) => row.valid_from <= asOf)
        .map((row) => ({
          ...presentBeneficiary(row, names),
          history: (statuses.get(row.id) ?? []).map((status) => ({
            on: status.on_date,
            status: status.status,
            note: status.note,
            by: status.recorded_by,
          })),
        })),
    }
  },

  listAssistanceReview: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const rows = await benefitsInForce(ctx, { asOf, unitId: input.unitId })
    const due = await reviewOf(ctx, rows, asOf)
    const names = await namesOf(
      ctx,
      due.map(({ row }) => row),
    )
    return {
      asOf,
      total: due.length,
      beneficiaries: due
        .slice(input.offset, input.offset + input.limit)
        .map(({ row, why }) => ({ ...presentBeneficiary(row, names), due: why })),
    }
  },

  setAssistanceTerm: async (ctx, { term }) => {
    const before = await assistanceTerm(ctx)
    await saveTerm(ctx, term)
    ctx.record({ entity: 'county_setting', id: 'assistance_term', before, after: term })
    return { term }
  },

  addAssistance: async (ctx, input) => {
    const { funds, beneficiaries } = await addFunds(ctx, [input], () => '$')
    return {
      fundId: funds[0]?.id ?? input.coopId,
      beneficiaryIds: beneficiaries.map(({ id }) => id),
    }
  },

  addAssistances: async (ctx, { unitId, funds }) => {
    for (const coopId of new Set(funds.map((fund) => fund.coopId))) {
      const units = await ancestorsOf(ctx.tx, coopId)
      if (units === null || !units.includes(unitId)) throw notFound()
    }
    const added = await addFunds(ctx, funds, (i) => `$.funds[${i}]`)
    return { funds: added.funds.length, beneficiaries: added.beneficiaries.length }
  },

  endAssistance: async (ctx, { coopId, fundId, on, note }) => {
    checkNotAhead(ctx, on, '$.on')
    const fund = await lockFund(ctx, coopId, fundId)
    if (fund === null) throw notFound()
    if (on < fund.valid_from) throw badDate('$.on', '不能早于设立日', 'is before its start')
    if (fund.valid_to !== null && fund.valid_to <= on) {
      throw new Refusal(
        'conflict',
        text(
          `这笔扶贫股已于 ${fund.valid_to} 终止。`,
          `These assistance shares ended on ${fund.valid_to}.`,
        ),
      )
    }
    const open = (await beneficiariesOf(ctx, [fundId])).filter((row) => row.valid_to === null)
    await endFundRow(ctx, fundId, on)
    for (const { id, valid_from: from } of open) {
      await endBeneficiaryRow(ctx, id, { on: on < from ? from : on, replacedBy: null })
    }
    await saveStatuses(
      ctx,
      open.map(({ id }) => ({ beneficiaryId: id, on, status: 'fund_ended', note })),
    )
    ctx.record({
      entity: 'assistance',
      id: fundId,
      before: { to: fund.valid_to },
      after: { to: on, note, ended: open.length },
    })
    ctx.emit('assistance.changed', { coopId })
    return { ended: open.length }
  },

  addBeneficiaries: async (ctx, { coopId, fundId, beneficiaries }) => {
    const fund = await lockFund(ctx, coopId, fundId)
    if (fund === null) throw notFound()
    const rows = await resolveBeneficiaries(ctx, fund, beneficiaries, '$')
    await checkUnits(ctx, fund, rows)
    await saveBeneficiaries(ctx, rows, '新增')
    ctx.record({ entity: 'assistance', id: fundId, after: { added: rows.map(({ id }) => id) } })
    ctx.emit('assistance.changed', { coopId })
    return { beneficiaryIds: rows.map(({ id }) => id) }
  },

  endBeneficiary: async (ctx, input) => {
    const { coopId, on } = input
    const [found] = await beneficiariesByIds(ctx, coopId, [input.beneficiaryId])
    if (found === undefined) throw notFound()
    checkNotAhead(ctx, on, '$.on')
    const fund = await lockFund(ctx, coopId, found.fund_id)
    if (found.valid_to !== null || on < found.valid_from || fund === null) {
      throw new Refusal(
        'conflict',
        text(
          `该受益自 ${found.valid_from} 起,${found.valid_to === null ? '不能在此之前终止' : `已于 ${found.valid_to} 终止`}。`,
          `This benefit runs from ${found.valid_from} and cannot end on ${on}, or has ended.`,
        ),
      )
    }
    const heir = input.replacedBy
    const next =
      heir === undefined
        ? []
        : await resolveBeneficiaries(
            ctx,
            fund,
            [{ ...heir, units: found.units_micro, from: on }],
            '$.replacedBy',
          )
    const replacedById = next[0]?.id ?? null
    await endBeneficiaryRow(ctx, found.id, { on, replacedBy: null })
    await saveBeneficiaries(ctx, next, `接替:${input.note}`)
    if (replacedById !== null) {
      await endBeneficiaryRow(ctx, found.id, { on, replacedBy: replacedById })
    }
    const { status, note } = input
    await saveStatuses(ctx, [{ beneficiaryId: found.id, on, status, note }])
    ctx.record({
      entity: 'assistance',
      id: found.fund_id,
      before: { beneficiary: found.id },
      after: { ended: on, status, replacedById },
    })
    ctx.emit('assistance.changed', { coopId })
    return { replacedById }
  },

  confirmBeneficiaries: async (ctx, { coopId, beneficiaryIds, note }) => {
    const rows = await beneficiariesByIds(ctx, coopId, beneficiaryIds)
    const open = rows.filter((row) => row.valid_to === null)
    if (open.length < new Set(beneficiaryIds).size) throw notFound()
    const ids = open.map(({ id }) => id)
    await markChecked(ctx, ids)
    await saveStatuses(
      ctx,
      ids.map((beneficiaryId) => ({ beneficiaryId, on: ctx.today, status: 'confirmed', note })),
    )
    ctx.record({ entity: 'assistance', id: coopId, after: { confirmed: ids, note } })
    return { confirmed: ids.length }
  },
}

const isIn = (
  row: { readonly valid_from: LocalDate; readonly valid_to: LocalDate | null },
  day: LocalDate,
): boolean => row.valid_from <= day && (row.valid_to === null || day < row.valid_to)

const presentFund = (fund: FundTable, titleOwner: string) => ({
  id: fund.id,
  coopId: fund.coop_id,
  name: fund.name,
  fundSource: fund.fund_source,
  fundDocument: fund.fund_document,
  titleHolderId: fund.title_holder_id,
  titleOwner,
  amount: fen(fund.amount_fen),
  units: fund.units_micro,
  guaranteedRate: fund.guaranteed_rate === null ? null : parseFraction(fund.guaranteed_rate),
  cap: fund.cap_fen === null ? null : fen(fund.cap_fen),
  floating: fund.floating,
  conversionRule: fund.conversion_rule,
  from: fund.valid_from,
  to: fund.valid_to,
})

const presentBeneficiary = (row: BeneficiaryTable, names: ReadonlyMap<AnyId, string>) => ({
  id: row.id,
  fundId: row.fund_id,
  coopId: row.coop_id,
  householdId: row.household_id,
  personId: row.person_id,
  name: names.get(row.person_id ?? row.household_id) ?? '',
  persons: row.persons,
  units: row.units_micro,
  priority: row.priority,
  from: row.valid_from,
  to: row.valid_to,
  replacedBy: row.replaced_by_id,
  checkedOn: row.checked_on,
})

/** Names of persons, and of the heads of households that benefit as a whole. */
async function namesOf(
  ctx: Ctx,
  rows: readonly BeneficiaryTable[],
): Promise<ReadonlyMap<AnyId, string>> {
  const persons = await personsByIds(ctx, [...new Set(rows.flatMap((row) => row.person_id ?? []))])
  const households = await householdsByIds(ctx, [...new Set(rows.map((row) => row.household_id))])
  return new Map<AnyId, string>([
    ...Array.from(persons, ([id, person]) => [id, person.name] as const),
    ...Array.from(households, ([id, household]) => [id, household.headName] as const),
  ])
}

type Due = 'never_this_year' | 'deceased' | 'left_village' | 'not_assisted'

/** Benefits that somebody must look at: not confirmed this year, or the register says otherwise. */
async function reviewOf(
  ctx: Ctx,
  rows: readonly BeneficiaryTable[],
  asOf: LocalDate,
): Promise<{ row: BeneficiaryTable; why: Due }[]> {
  const persons = await personsByIds(ctx, [...new Set(rows.flatMap((row) => row.person_id ?? []))])
  const households = await householdsByIds(ctx, [...new Set(rows.map((row) => row.household_id))])
  return rows.flatMap((row) => {
    const person = row.person_id === null ? undefined : persons.get(row.person_id)
    const household = households.get(row.household_id)
    const why = ((): Due | null => {
      if (person?.endedOn !== null && person?.endedOn !== undefined && person.endedOn <= asOf) {
        return 'deceased'
      }
      if (
        person !== undefined &&
        household !== undefined &&
        person.villageId !== household.villageId
      ) {
        return 'left_village'
      }
      if (household?.assisted === false) return 'not_assisted'
      return yearOf(row.checked_on) < yearOf(asOf) ? 'never_this_year' : null
    })()
    return why === null ? [] : [{ row, why }]
  })
}
