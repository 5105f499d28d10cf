import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { villageContract } from '../contract/villages.ts'
import { INDUSTRIES, KINDS } from '../data/industries.ts'
import { insertMany } from '../store/batch.ts'
import * as store from '../store/catalogues.ts'
import type { IndustryRow } from '../store/tables.ts'
import { requireInside } from './inside.ts'

type Village = Verbs<typeof villageContract, Ctx>

const lockCatalogues = (ctx: Ctx): Promise<void> => lockFor(ctx.tx, `catalogues:${ctx.county}`)

/** Adds what the shipped catalogues have and the county has not; run twice, it adds nothing. */
export const installCatalogues: Village['installCatalogues'] = async (ctx) => {
  await lockCatalogues(ctx)
  const known = new Set((await store.coopKinds(ctx)).map((kind) => kind.code))
  const kinds = KINDS.filter((kind) => !known.has(kind.code))
  await insertMany(
    ctx,
    'coop_kind',
    kinds.map((kind) => ({
      code: kind.code,
      name_zh: kind.zh,
      name_en: kind.en,
      position: KINDS.indexOf(kind) + 1,
    })),
  )
  const present = new Set((await store.industries(ctx)).map((row) => row.code))
  const fresh = INDUSTRIES.filter(([code]) => !present.has(code))
  await saveIndustries(
    ctx,
    fresh.map(([code, parent, zh, en]) => ({
      code,
      ...(parent === null ? {} : { parent }),
      name: { zh, en },
    })),
  )
  ctx.record({
    entity: 'catalogue',
    id: String(ctx.county),
    after: { kinds: kinds.length, industries: fresh.length },
  })
  return { kinds: kinds.length, industries: fresh.length }
}

export const listCoopKinds: Village['listCoopKinds'] = async (ctx) => ({
  kinds: (await store.coopKinds(ctx)).map((kind) => ({
    code: kind.code,
    name: { zh: kind.name_zh, en: kind.name_en },
  })),
})

export const addCoopKind: Village['addCoopKind'] = async (ctx, { code, name }) => {
  await lockCatalogues(ctx)
  const kinds = await store.coopKinds(ctx)
  if (kinds.some((kind) => kind.code === code)) throw duplicate(code)
  await insertMany(ctx, 'coop_kind', [
    { code, name_zh: name.zh, name_en: name.en, position: kinds.length + 1 },
  ])
  ctx.record({ entity: 'coop_kind', id: code, after: name })
  return { code }
}

const duplicate = (code: string): Refusal =>
  new Refusal('conflict', text(`代码 ${code} 已存在。`, `The code ${code} exists already.`))

const industryOut = (row: IndustryRow) => ({
  id: row.id,
  code: row.code,
  parentId: row.parent_id,
  name: { zh: row.name_zh, en: row.name_en },
  path: [...row.path],
})

export const listIndustries: Village['listIndustries'] = async (ctx) => ({
  industries: (await store.industries(ctx)).map(industryOut),
})

interface NewIndustry {
  readonly code: string
  readonly parent?: string | undefined
  readonly name: { readonly zh: string; readonly en: string }
}

async function saveIndustries(ctx: Ctx, rows: readonly NewIndustry[]): Promise<IndustryRow[]> {
  const known = new Map((await store.industries(ctx)).map((row) => [row.code, row]))
  const faults: Fault[] = []
  const made: IndustryRow[] = []
  for (const [i, row] of rows.entries()) {
    if (known.has(row.code)) throw duplicate(row.code)
    const parent = row.parent === undefined ? null : known.get(row.parent)
    if (parent === undefined) {
      faults.push({
        path: `$.rows[${i}].parent`,
        text: text(`没有产业 ${row.parent}`, `there is no industry ${row.parent}`),
      })
      continue
    }
    const industry = {
      county_id: ctx.county,
      id: ctx.newId(),
      code: row.code,
      parent_id: parent?.id ?? null,
      name_zh: row.name.zh,
      name_en: row.name.en,
      path: [...(parent?.path ?? []), row.code],
    }
    known.set(row.code, industry)
    made.push(industry)
  }
  if (faults.length > 0) throw badInput(faults)
  await insertMany(ctx, 'industry', made)
  return made
}

export const addIndustries: Village['addIndustries'] = async (ctx, { rows }) => {
  await lockCatalogues(ctx)
  const made = await saveIndustries(ctx, rows)
  ctx.record({
    entity: 'industry',
    id: String(ctx.county),
    after: made.map((industry) => ({ industry: industry.code, path: industry.path })),
  })
  return { industries: made.map(industryOut) }
}

/** Industries by code, with a fault for each that is unknown. */
export async function industryIds(
  ctx: Ctx,
  asked: readonly { readonly code: string | null | undefined; readonly path: string }[],
): Promise<Map<string, AnyId>> {
  const known = new Map((await store.industries(ctx)).map((row) => [row.code, row.id]))
  const faults = asked.flatMap(({ code, path }) =>
    code === undefined || code === null || known.has(code)
      ? []
      : [{ path, text: text(`没有产业 ${code}`, `there is no industry ${code}`) }],
  )
  if (faults.length > 0) throw badInput(faults)
  return known
}

/** Says for each village what it grows or makes; a row of the same industry is replaced from its date. */
export const recordVillageIndustries: Village['recordVillageIndustries'] = async (ctx, input) => {
  const villageIds = input.rows.map((row) => row.villageId)
  await requireInside(ctx, input.unitId, { ids: villageIds, kind: 'village' })
  const ids = await industryIds(
    ctx,
    input.rows.map((row, i) => ({ code: row.industry, path: `$.rows[${i}].industry` })),
  )
  const open = await store.openVillageIndustries(ctx, villageIds)
  const faults: Fault[] = []
  const seen = new Set<string>()
  const planned = input.rows.map((row, i) => {
    const industryId = ids.get(row.industry) ?? ctx.newId()
    const key = `${row.villageId}|${industryId}`
    const before = open.get(key)
    const say = (zh: string, en: string) =>
      faults.push({ path: `$.rows[${i}]`, text: text(zh, en) })
    if (seen.has(key)) say('同一村同一产业出现两次', 'the village and industry occur twice')
    seen.add(key)
    if (row.ended && before === undefined)
      say('该村没有这项产业', 'the village has no such industry')
    if (before !== undefined && before.valid_from >= row.from)
      say(`该产业自 ${before.valid_from} 起登记`, `recorded since ${before.valid_from}`)
    return { row, industryId, before }
  })
  if (faults.length > 0) throw badInput(faults)
  const ending = Map.groupBy(
    planned.filter((plan) => plan.before !== undefined),
    (plan) => plan.row.from,
  )
  for (const [day, plans] of ending) {
    const closed = plans.flatMap((plan) => (plan.before === undefined ? [] : [plan.before.id]))
    await store.endVillageIndustries(ctx, closed, day)
  }
  await insertMany(
    ctx,
    'village_industry',
    planned
      .filter((plan) => !plan.row.ended)
      .map(({ row, industryId }) => ({
        id: ctx.newId(),
        village_id: row.villageId,
        industry_id: industryId,
        area_mu: row.areaMu ?? null,
        households: row.households ?? null,
        note: row.note,
        valid_from: row.from,
        valid_to: null,
      })),
  )
  ctx.record({ entity: 'village_industry', id: input.unitId, after: { rows: input.rows.length } })
  ctx.emit('villages.changed', { unitId: input.unitId })
  return { recorded: input.rows.length }
}

export const defineChain: Village['defineChain'] = async (ctx, input) => {
  await requireTown(ctx, input.townId)
  await requireInside(ctx, input.townId, {
    ids: input.cooperatives.map((link) => link.coopId),
    kind: 'coop',
  })
  const ids = await industryIds(ctx, [{ code: input.industry, path: '$.industry' }])
  if ((await store.chainNames(ctx, input.townId)).includes(input.name)) {
    throw new Refusal(
      'conflict',
      text(`本乡镇已有产业链“${input.name}”。`, `The town has a chain "${input.name}" already.`),
    )
  }
  const id: AnyId = ctx.newId()
  await insertMany(ctx, 'industry_chain', [
    {
      id,
      town_id: input.townId,
      industry_id: ids.get(input.industry) ?? id,
      name: input.name,
      facilities: input.facilities,
      note: input.note,
      valid_from: input.from,
      valid_to: null,
    },
  ])
  await addLinks(ctx, id, input.cooperatives)
  ctx.record({ entity: 'industry_chain', id, after: input })
  return { id }
}

async function requireTown(ctx: Ctx, id: AnyId): Promise<void> {
  await requireInside(ctx, id, { ids: [id], kind: 'town' })
}

async function addLinks(
  ctx: Ctx,
  chainId: AnyId,
  links: readonly { coopId: AnyId; link: store.ChainCoop['link'] }[],
): Promise<void> {
  await insertMany(
    ctx,
    'industry_chain_coop',
    links.map(({ coopId, link }) => ({ chain_id: chainId, coop_id: coopId, link })),
  )
}

export const changeChain: Village['changeChain'] = async (ctx, input) => {
  const before = await store.chainById(ctx, input.chainId)
  if (before === null || before.town_id !== input.townId) throw notFound()
  await requireInside(ctx, input.townId, {
    ids: input.add.map((link) => link.coopId),
    kind: 'coop',
  })
  if (input.endOn !== undefined && input.endOn <= before.valid_from) {
    throw badInput([
      { path: '$.endOn', text: text('须在建立日期之后', 'must be after the chain was defined') },
    ])
  }
  const change: { facilities?: string[]; note?: string; valid_to?: LocalDate } = {
    ...(input.facilities === undefined ? {} : { facilities: input.facilities }),
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(input.endOn === undefined ? {} : { valid_to: input.endOn }),
  }
  await store.changeChainRow(ctx, input.chainId, change)
  const again = input.add.map((link) => link.coopId)
  await store.removeChainCoops(ctx, input.chainId, [...input.remove, ...again])
  await addLinks(ctx, input.chainId, input.add)
  ctx.record({
    entity: 'industry_chain',
    id: input.chainId,
    before: { facilities: before.facilities, note: before.note },
    after: { ...change, add: input.add, remove: input.remove },
  })
  return { id: input.chainId }
}

export const listChains: Village['listChains'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const rows = await store.chains(ctx, { asOf, townId: input.townId })
  const coops = await store.chainCoops(
    ctx,
    rows.map((row) => row.id),
  )
  const byChain = Map.groupBy(coops, (coop) => coop.chain_id)
  return {
    asOf,
    chains: rows.map((row) => {
      const own = byChain.get(row.id) ?? []
      return {
        id: row.id,
        name: row.name,
        town: { id: row.town_id, name: row.town_name },
        industry: { id: row.industry_id, name: row.industry_name },
        facilities: [...row.facilities],
        note: row.note,
        validFrom: row.valid_from,
        cooperatives: own.map(({ coop_id: id, name, link }) => ({ id, name, link })),
        areaMu: sumMu(own.map((coop) => coop.area_mu)),
      }
    }),
  }
}

/** Adds areas exactly, in hundredths of a mu. */
export function sumMu(areas: readonly (string | null)[]): string {
  let total = 0n
  for (const area of areas) {
    const [whole = '0', decimals = ''] = (area ?? '0').split('.')
    total += BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0').slice(0, 2))
  }
  return `${total / 100n}.${(total % 100n).toString().padStart(2, '0')}`
}
