import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { pinyinOf, typedPinyin } from '../../../platform/pinyin.ts'
import type { peopleContract } from '../contract/people.ts'
import { readCreditCode, readName } from '../rules/codes.ts'
import { insertMany } from '../store/batch.ts'
import * as store from '../store/households.ts'
import { personsOfHousehold, personsReached } from '../store/persons.ts'
import type { CollectiveRow } from '../store/tables.ts'
import { requireInside } from './inside.ts'
import { personsOut } from './person-out.ts'

type People = Verbs<typeof peopleContract, Ctx>

/** A fault for each row whose name is taken in its village or occurs twice in the batch. */
async function requireFreeNames(
  ctx: Ctx,
  table: 'branch' | 'collective' | 'household',
  rows: readonly { readonly villageId: AnyId; readonly name: string }[],
): Promise<void> {
  const taken = await store.takenNames(ctx, table, [...new Set(rows.map((row) => row.villageId))])
  const field = table === 'household' ? 'number' : 'name'
  const faults: Fault[] = []
  rows.forEach(({ villageId, name }, i) => {
    const key = `${villageId}|${name}`
    if (taken.has(key)) {
      faults.push({
        path: `$.rows[${i}].${field}`,
        text: text(`本村已有“${name}”`, `the village has "${name}" already`),
      })
    }
    taken.add(key)
  })
  if (faults.length > 0) throw badInput(faults)
}

export const registerBranches: People['registerBranches'] = async (ctx, input) => {
  const rows = input.rows.map((row) => ({ ...row, name: readName(row.name) }))
  const ids = rows.map((row) => row.villageId)
  await requireInside(ctx, input.unitId, { ids, kind: 'village' })
  await requireFreeNames(ctx, 'branch', rows)
  const made = rows.map((row) => {
    const { full, initials } = pinyinOf(row.name)
    return {
      id: ctx.newId(),
      village_id: row.villageId,
      name: row.name,
      name_pinyin: full,
      name_initials: initials,
      founded_on: row.foundedOn ?? null,
      ended_on: null,
      created_at: ctx.now,
    }
  })
  await insertMany(ctx, 'branch', made)
  ctx.record({ entity: 'branch', id: input.unitId, after: { registered: made.length } })
  return { ids: made.map((row) => row.id) }
}

export const listBranches: People['listBranches'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const { total, rows } = await store.branchRows(ctx, { ...input, asOf })
  const party = ctx.may('party.read')
  return {
    asOf,
    total,
    rows: rows.map((row) => ({
      id: row.id,
      village: { id: row.village_id, name: row.village_name },
      name: row.name,
      foundedOn: row.founded_on,
      secretary:
        party && row.secretary_id !== null
          ? { id: row.secretary_id, name: row.secretary_name ?? '' }
          : null,
      committee: party ? row.committee : null,
      members: party ? row.members : null,
    })),
  }
}

export const registerCollectives: People['registerCollectives'] = async (ctx, input) => {
  const rows = input.rows.map((row) => ({ ...row, name: readName(row.name) }))
  const villageIds = rows.map((row) => row.villageId)
  await requireInside(ctx, input.unitId, { ids: villageIds, kind: 'village' })
  await requireFreeNames(ctx, 'collective', rows)
  const persons = await personsReached(
    ctx,
    rows.flatMap((row) => row.legalRepresentativeId ?? []),
  )
  const made = rows.map((row) => {
    const id = ctx.newId()
    return { id, row, code: readCreditCode(row.creditCode, { row: id, name: row.name }) }
  })
  const codes = made.flatMap(({ code }) => code.code ?? [])
  const taken = await store.collectivesByCode(ctx, codes)
  const faults = made.flatMap(({ row, code }, i): Fault[] => {
    const wrong: Fault[] = []
    if (code.code !== null && taken.has(code.code)) {
      wrong.push({
        path: `$.rows[${i}].creditCode`,
        text: text('该代码已登记在另一组织名下', 'the code belongs to another collective'),
      })
    }
    if (code.code !== null) taken.add(code.code)
    if (row.legalRepresentativeId !== undefined && !persons.has(row.legalRepresentativeId)) {
      wrong.push({
        path: `$.rows[${i}].legalRepresentativeId`,
        text: text('没有这个人', 'there is no such person'),
      })
    }
    return wrong
  })
  if (faults.length > 0) throw badInput(faults)
  await insertMany(
    ctx,
    'collective',
    made.map(({ id, row, code }) => {
      const represented =
        row.legalRepresentativeId === undefined ? undefined : persons.get(row.legalRepresentativeId)
      return {
        id,
        village_id: row.villageId,
        name: row.name,
        credit_code: code.code,
        credit_code_check: code.check,
        legal_rep_id: row.legalRepresentativeId ?? null,
        legal_rep_name: represented ?? row.legalRepresentativeName ?? null,
        committee_acts: row.committeeActs,
        registered_on: row.registeredOn ?? null,
        ended_on: null,
        created_at: ctx.now,
      }
    }),
  )
  ctx.record({ entity: 'collective', id: input.unitId, after: { registered: made.length } })
  return {
    ids: made.map(({ id }) => id),
    warnings: made.flatMap(({ code }) => code.finding ?? []),
  }
}

export const collectiveOut = (row: CollectiveRow) => ({
  id: row.id,
  name: row.name,
  creditCode: row.credit_code,
  creditCodeCheck: row.credit_code_check,
  legalRepresentative: row.legal_rep_name,
  committeeActs: row.committee_acts,
  registeredOn: row.registered_on,
})

export const listCollectives: People['listCollectives'] = async (ctx, input) => {
  const { total, rows } = await store.collectiveRows(ctx, input)
  return {
    total,
    rows: rows.map((row) => ({
      ...collectiveOut(row),
      village: { id: row.village_id, name: row.village_name },
    })),
  }
}

export const registerHouseholds: People['registerHouseholds'] = async (ctx, input) => {
  const villageIds = input.rows.map((row) => row.villageId)
  await requireInside(ctx, input.unitId, { ids: villageIds, kind: 'village' })
  await requireFreeNames(
    ctx,
    'household',
    input.rows.map((row) => ({ villageId: row.villageId, name: row.number })),
  )
  const made = input.rows.map((row) => ({
    id: ctx.newId(),
    village_id: row.villageId,
    number: row.number,
    head_name: readName(row.headName),
    resident: row.resident,
    collective: row.collective,
    assisted: row.assisted,
    address: row.address ?? null,
    created_at: ctx.now,
  }))
  await insertMany(ctx, 'household', made)
  ctx.record({ entity: 'household', id: input.unitId, after: { registered: made.length } })
  return { ids: made.map((row) => row.id) }
}

/** Corrects a household; one that takes a new number must find it free in its village. */
export const changeHousehold: People['changeHousehold'] = async (ctx, input) => {
  const { householdId, changes } = input
  const before = (await store.householdsById(ctx, [householdId])).get(householdId)
  if (before === undefined) throw notFound()
  const { number } = changes
  if (number !== undefined && number !== before.number) {
    const taken = await store.takenNames(ctx, 'household', [before.village_id])
    if (taken.has(`${before.village_id}|${number}`)) {
      const said = text(`本村已有“${number}”`, `the village has "${number}" already`)
      throw badInput([{ path: '$.changes.number', text: said }])
    }
  }
  const change = {
    ...(number === undefined ? {} : { number }),
    ...(changes.headName === undefined ? {} : { head_name: readName(changes.headName) }),
    ...(changes.resident === undefined ? {} : { resident: changes.resident }),
    ...(changes.collective === undefined ? {} : { collective: changes.collective }),
    ...(changes.assisted === undefined ? {} : { assisted: changes.assisted }),
    ...(changes.address === undefined ? {} : { address: changes.address }),
  }
  await store.updateHousehold(ctx, householdId, change)
  const keys = Object.keys(change) as (keyof typeof change)[]
  ctx.record({
    entity: 'household',
    id: householdId,
    before: Object.fromEntries(keys.map((key) => [key, before[key]])),
    after: { ...change, reason: input.reason },
  })
  return householdOut({ ...before, ...change })
}

const householdOut = (row: store.HouseholdState) => ({
  id: row.id,
  village: { id: row.village_id, name: row.village_name },
  number: row.number,
  headName: row.head_name,
  resident: row.resident,
  collective: row.collective,
  assisted: row.assisted,
  address: row.address,
  persons: row.persons,
})

export const listHouseholds: People['listHouseholds'] = async (ctx, input) => {
  const filter = { ...input, pinyin: typedPinyin(input.q ?? '') }
  const { total, assisted, rows } = await store.householdRows(ctx, filter)
  return {
    total,
    assisted,
    countingRule: text(
      '按户编号计户,含常住与非常住户;贫困户指建档立卡户。',
      'Households by their number, resident or not; assisted means registered as poor.',
    ),
    rows: rows.map(householdOut),
  }
}

export const readHousehold: People['readHousehold'] = async (ctx, { householdId }) => {
  const row = (await store.householdsById(ctx, [householdId])).get(householdId)
  if (row === undefined) throw notFound()
  const persons = await personsOfHousehold(ctx, householdId)
  return { ...householdOut(row), members: await personsOut(ctx, persons, ctx.today) }
}
