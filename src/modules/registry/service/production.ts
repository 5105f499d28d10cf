import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { productionContract } from '../contract/production.ts'
import { insertMany } from '../store/batch.ts'
import { coopOn } from '../store/cooperatives.ts'
import { householdsById } from '../store/households.ts'
import { personsReached } from '../store/persons.ts'
import * as store from '../store/production.ts'
import { linkPersons } from '../store/references.ts'
import { sumMu } from './catalogues.ts'

type Production = Verbs<typeof productionContract, Ctx>

/** Opens a batch on one co-op: it exists, nobody else writes its records, no row lies in the future. */
async function openBatch(
  ctx: Ctx,
  input: { readonly coopId: AnyId; readonly rows: readonly { readonly from: LocalDate }[] },
): Promise<Fault[]> {
  await lockFor(ctx.tx, `production:${input.coopId}`)
  if ((await coopOn(ctx, input.coopId, ctx.today)) === null) throw notFound()
  return input.rows.flatMap((row, i) =>
    row.from > ctx.today
      ? [
          {
            path: `$.rows[${i}].from`,
            text: text('日期不能在今天之后', 'the date lies in the future'),
          },
        ]
      : [],
  )
}

/** Closes a batch: the audit row and the fact for later modules. */
function told(ctx: Ctx, coopId: AnyId, after: Readonly<Record<string, unknown>>): void {
  ctx.record({ entity: 'cooperative', id: coopId, after })
  ctx.emit('cooperative.changed', { coopId })
}

/** A name that occurs twice, in the batch or with what is there. */
function requireNew(
  rows: readonly string[],
  taken: Set<string>,
  at: { readonly field: string; readonly said: (name: string) => Text },
): void {
  const faults = rows.flatMap((name, i) => {
    const again = taken.has(name)
    taken.add(name)
    return again ? [{ path: `$.rows[${i}].${at.field}`, text: at.said(name) }] : []
  })
  if (faults.length === 0) return
  throw new Refusal(
    'conflict',
    text('有重复的行,未作任何更改。', 'Rows occur twice; nothing was changed.'),
    { faults },
  )
}

export const recordParcels: Production['recordParcels'] = async (ctx, input) => {
  const faults = await openBatch(ctx, input)
  const households = await householdsById(
    ctx,
    input.rows.flatMap((row) => row.householdId ?? []),
  )
  const persons = await personsReached(
    ctx,
    input.rows.flatMap((row) => row.personId ?? []),
  )
  input.rows.forEach((row, i) => {
    const say = (place: string, said: Text) =>
      faults.push({ path: `$.rows[${i}].${place}`, text: said })
    if (row.householdId !== undefined && !households.has(row.householdId))
      say('householdId', text('没有这一户', 'there is no such household'))
    if (row.personId !== undefined && !persons.has(row.personId))
      say('personId', text('没有这个人', 'there is no such person'))
  })
  if (faults.length > 0) throw badInput(faults)
  const keys = input.rows.map((row) => `${row.certificateNumber}|${row.parcelCode}`)
  const used = await store.parcelsInUse(
    ctx,
    input.rows.map((row) => row.certificateNumber),
  )
  requireNew(keys, new Set(used.keys()), {
    field: 'parcelCode',
    said: (key) =>
      text(
        `地块 ${key.replace('|', ' / ')} 已在合作社入股,不能重复入股`,
        `parcel ${key.replace('|', ' / ')} is in a co-op already`,
      ),
  })
  const made = input.rows.map((row) => ({
    id: ctx.newId(),
    coop_id: input.coopId,
    household_id: row.householdId ?? null,
    person_id: row.personId ?? null,
    certificate_number: row.certificateNumber,
    parcel_code: row.parcelCode,
    place: row.place,
    right_kind: row.right,
    area_mu: row.areaMu,
    valid_from: row.from,
    valid_to: null,
    end_reason: null,
  }))
  await insertMany(ctx, 'land_parcel', made)
  const areaMu = sumMu(
    (await store.parcels(ctx, input.coopId, ctx.today)).map((row) => row.area_mu),
  )
  told(ctx, input.coopId, { parcels: made.length, areaMu })
  return { ids: made.map((row) => row.id), areaMu }
}

export const recordProducts: Production['recordProducts'] = async (ctx, input) => {
  const faults = await openBatch(ctx, input)
  if (faults.length > 0) throw badInput(faults)
  requireNew(
    input.rows.map((row) => row.name),
    await store.usedNames(ctx, 'coop_product', input.coopId),
    { field: 'name', said: (name) => text(`已有产品“${name}”`, `there is "${name}" already`) },
  )
  const made = input.rows.map((row) => ({
    id: ctx.newId(),
    coop_id: input.coopId,
    name: row.name,
    brand: row.brand ?? null,
    certification: row.certification ?? null,
    measure: row.measure,
    yearly_quantity: row.yearlyQuantity ?? null,
    valid_from: row.from,
    valid_to: null,
    end_reason: null,
  }))
  await insertMany(ctx, 'coop_product', made)
  told(ctx, input.coopId, { products: made.map((row) => row.name) })
  return { ids: made.map((row) => row.id) }
}

export const recordJobs: Production['recordJobs'] = async (ctx, input) => {
  const faults = await openBatch(ctx, input)
  if (faults.length > 0) throw badInput(faults)
  requireNew(
    input.rows.map((row) => row.title),
    await store.usedNames(ctx, 'coop_job', input.coopId),
    { field: 'title', said: (name) => text(`已有岗位“${name}”`, `there is "${name}" already`) },
  )
  const made = input.rows.map((row) => ({
    id: ctx.newId(),
    coop_id: input.coopId,
    title: row.title,
    posts: row.posts,
    pay_basis: row.payBasis,
    pay_fen: row.pay,
    season: row.season ?? null,
    valid_from: row.from,
    valid_to: null,
    end_reason: null,
  }))
  await insertMany(ctx, 'coop_job', made)
  told(ctx, input.coopId, { jobs: made.map((row) => row.title) })
  return { ids: made.map((row) => row.id) }
}

export const recordLabourContracts: Production['recordLabourContracts'] = async (ctx, input) => {
  const faults = await openBatch(ctx, input)
  const jobs = await store.openJobIds(ctx, input.coopId)
  const persons = await personsReached(
    ctx,
    input.rows.map((row) => row.personId),
  )
  input.rows.forEach((row, i) => {
    const say = (place: string, said: Text) =>
      faults.push({ path: `$.rows[${i}].${place}`, text: said })
    if (!jobs.has(row.jobId)) say('jobId', text('没有这个岗位', 'there is no such job'))
    if (!persons.has(row.personId)) say('personId', text('没有这个人', 'there is no such person'))
    if (row.until !== undefined && row.until <= row.from)
      say('until', text('须在开始日期之后', 'must be after the start'))
  })
  if (faults.length > 0) throw badInput(faults)
  requireNew(
    input.rows.map((row) => row.number),
    await store.usedNames(ctx, 'labour_contract', input.coopId),
    {
      field: 'number',
      said: (name) => text(`合同编号 ${name} 已用过`, `contract ${name} was used before`),
    },
  )
  const made = input.rows.map((row) => ({
    id: ctx.newId(),
    coop_id: input.coopId,
    job_id: row.jobId,
    person_id: row.personId,
    number: row.number,
    insured: row.insured,
    valid_from: row.from,
    valid_to: row.until ?? null,
    end_reason: null,
  }))
  await insertMany(ctx, 'labour_contract', made)
  await linkPersons(
    ctx,
    input.rows.map((row) => ({ personId: row.personId, coopId: input.coopId, since: row.from })),
  )
  told(ctx, input.coopId, { labourContracts: made.length })
  return { ids: made.map((row) => row.id) }
}

const TABLES = {
  parcel: 'land_parcel',
  product: 'coop_product',
  job: 'coop_job',
  contract: 'labour_contract',
} as const

export const endRecords: Production['endRecords'] = async (ctx, input) => {
  await openBatch(ctx, { coopId: input.coopId, rows: [] })
  const table = TABLES[input.of]
  const open = await store.openRecords(ctx, table, input)
  const faults = input.ids.flatMap((id, i): Fault[] => {
    const since = open.get(id)
    if (since === undefined)
      return [{ path: `$.ids[${i}]`, text: text('没有这条现行记录', 'is no record in force') }]
    return since < input.on
      ? []
      : [{ path: `$.ids[${i}]`, text: text(`自 ${since} 起登记`, `recorded since ${since}`) }]
  })
  if (input.on > ctx.today) {
    faults.push({ path: '$.on', text: text('日期不能在今天之后', 'the date lies in the future') })
  }
  if (faults.length > 0) throw badInput(faults)
  await store.endRecords(ctx, table, input)
  told(ctx, input.coopId, { ended: input.of, ids: input.ids, on: input.on, reason: input.reason })
  return { ended: new Set(input.ids).size }
}

export const listProduction: Production['listProduction'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const coop = await coopOn(ctx, input.coopId, asOf)
  if (coop === null) throw notFound()
  const parcels = await store.parcels(ctx, input.coopId, asOf)
  const products = await store.products(ctx, input.coopId, asOf)
  const jobs = await store.jobs(ctx, input.coopId, asOf)
  const contracts = await store.contracts(ctx, input.coopId, asOf)
  // Names of natural persons go only to those who may read persons.
  const named = (id: AnyId | null, name: string | null) =>
    id === null || !ctx.may('person.read') ? null : { id, name: name ?? '' }
  const filled = Map.groupBy(contracts, (contract) => contract.job_id)
  return {
    asOf,
    parcels: parcels.map((row) => ({
      id: row.id,
      certificateNumber: row.certificate_number,
      parcelCode: row.parcel_code,
      place: row.place,
      right: row.right_kind,
      household:
        row.household_id === null
          ? null
          : { id: row.household_id, number: row.household_number ?? '' },
      holder: named(row.person_id, row.holder_name),
      areaMu: row.area_mu,
      validFrom: row.valid_from,
    })),
    parcelAreaMu: sumMu(parcels.map((row) => row.area_mu)),
    reportedAreaMu: coop.area_mu,
    households: new Set(parcels.flatMap((row) => row.household_id ?? [])).size,
    products: products.map((row) => ({
      id: row.id,
      name: row.name,
      brand: row.brand,
      certification: row.certification,
      measure: row.measure,
      yearlyQuantity: row.yearly_quantity,
      validFrom: row.valid_from,
    })),
    jobs: jobs.map((row) => ({
      id: row.id,
      title: row.title,
      posts: row.posts,
      filled: filled.get(row.id)?.length ?? 0,
      payBasis: row.pay_basis,
      pay: fen(row.pay_fen),
      season: row.season,
      validFrom: row.valid_from,
    })),
    contracts: contracts.map((row) => ({
      id: row.id,
      number: row.number,
      jobId: row.job_id,
      worker: named(row.person_id, row.worker_name),
      insured: row.insured,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    })),
    posts: jobs.reduce((sum, row) => sum + row.posts, 0),
    workers: new Set(contracts.map((row) => row.person_id)).size,
    uninsured: contracts.filter((row) => !row.insured).length,
    countingRule: text(
      `截至 ${asOf} 有效的记录:面积按地块证载面积相加,户数按有地块的户,用工按有合同的人(一人多份合同计一人)。`,
      `Records in force on ${asOf}: area as on the certificates, households that hold a parcel, workers as persons with a contract, each once.`,
    ),
  }
}
