import { text } from '../../kernel/text.ts'
import type { CoopPlan } from '../model.ts'
import { capitalOf } from '../planted.ts'
import { allRows, idOf } from './ids.ts'
import { each, type Load, type Step } from './step.ts'

const coops: Step = {
  name: 'coops',
  title: text('合作社', 'Co-ops'),
  weight: 60,
  run: async (load) => {
    const { door, ids, plan } = load
    if (load.resumed) await recallCoops(load)
    // The told one comes later, by its founding.
    const missing = plan.coops.filter(({ key }) => key !== plan.told && !ids.coops.has(key))
    if (missing.length === 0) return
    const made = await door.registry.registerCooperatives({
      unitId: ids.county,
      rows: missing.map((coop) => coopRow(load, coop)),
    })
    missing.forEach(({ key }, i) => ids.coops.set(key, made.ids[i] ?? ''))
  },
}

function coopRow({ ids }: Load, coop: CoopPlan) {
  const [first] = coop.steps
  const registration =
    coop.registeredOn === null
      ? {}
      : { registeredOn: coop.registeredOn, registrar: '沂水县示例市场监督管理局' }
  return {
    name: coop.name,
    villageId: idOf(ids.villages, coop.villageCode),
    branchId: idOf(ids.branches, coop.villageCode),
    collectiveId: idOf(ids.collectives, coop.villageCode),
    mainKind: coop.kind,
    secondaryKinds: [...coop.secondaryKinds],
    industry: coop.industry,
    businessForms: [...coop.businessForms],
    businessScope: coop.scope,
    ...registration,
    ...(coop.creditCode === null ? {} : { creditCode: coop.creditCode }),
    ...(coop.holders.length === 0 ? {} : { registeredCapital: capitalOf(coop) }),
    ...(coop.chairKey === null ? {} : { chairPersonId: idOf(ids.persons, coop.chairKey) }),
    ...(coop.areaMu === null ? {} : { areaMu: coop.areaMu }),
    from: first?.on ?? coop.foundedOn,
    status: first?.status ?? ('preparing' as const),
    statusReason: '演示数据',
  }
}

export async function recallCoops(load: Load): Promise<void> {
  const byName = new Map(load.plan.coops.map(({ name, key }) => [name, key]))
  const rows = await allRows(async (page) => {
    const list = await load.door.registry.listCooperatives({ status: 'all', ...page })
    return list.rows
  })
  for (const { id, name } of rows) load.ids.coops.set(byName.get(name) ?? name, id)
}

const statuses: Step = {
  name: 'statuses',
  title: text('设立与注销过程', 'Founding and closing'),
  weight: 30,
  run: async (load) => {
    const { door, ids, plan } = load
    const moving = plan.coops.filter(({ key, steps }) => key !== plan.told && steps.length > 1)
    await each(load, moving, async ({ key, steps }) => {
      const coopId = idOf(ids.coops, key)
      const { statuses: known } = load.resumed
        ? await door.registry.cooperativeHistory({ coopId })
        : { statuses: [{}] }
      for (const { status, on } of steps.slice(known.length)) {
        await door.registry.changeStatus({ coopId, status, on, reason: '演示数据' })
      }
    })
  },
}

const CLASSED_ON = '2019-12-20'

const classes: Step = {
  name: 'classes',
  title: text('往年 120 家分类', 'Classes of the 120 of earlier years'),
  weight: 15,
  run: async (load) => {
    const { door, ids, plan } = load
    const rows = plan.coops.flatMap(({ key, class: group }) =>
      group === null
        ? []
        : [
            {
              coopId: idOf(ids.coops, key),
              class: group,
              on: CLASSED_ON,
              reason: '演示数据:分类由程序生成',
            },
          ],
    )
    const seen = await door.registry.listCooperatives({ class: 'improve', limit: 1 })
    if (rows.length === 0 || seen.total > 0) return
    await door.registry.classifyCooperatives({ unitId: ids.county, rows })
  },
}

const groups: Step = {
  name: 'groups',
  title: text('关联人组', 'Linked groups'),
  weight: 5,
  run: async ({ door, ids, plan }) => {
    const { total } = await door.registry.listLinkedGroups({ limit: 1 })
    if (plan.groups.length === 0 || total > 0) return
    await door.registry.registerLinkedGroups({
      unitId: ids.county,
      groups: plan.groups.map(({ name, personKeys, from }) => ({
        name,
        kind: 'agreement' as const,
        evidence: '演示数据:联户经营协议(示例)',
        from,
        personIds: personKeys.map((key) => idOf(ids.persons, key)),
      })),
    })
  },
}

const unions: Step = {
  name: 'unions',
  title: text('联合社', 'Unions'),
  weight: 5,
  run: async (load) => {
    const { door, ids, plan } = load
    const { rows } = await door.registry.listUnions({})
    const known = new Set(rows.map(({ name }) => name))
    await each(
      load,
      plan.unions.filter(({ name }) => !known.has(name)),
      (union) =>
        door.registry.formUnion({
          seatId: idOf(ids.towns, union.townCode),
          name: union.name,
          foundedOn: union.foundedOn,
          registeredOn: union.registeredOn,
          creditCode: union.creditCode,
          industry: union.industry,
          memberIds: union.members.map((key) => idOf(ids.coops, key)),
          document: '演示数据:设立大会决议(示例)',
        }),
    )
  },
}

const pairings: Step = {
  name: 'pairings',
  title: text('“1+N”结对', 'Pairings (1+N)'),
  weight: 10,
  run: async (load) => {
    const { door, ids, plan } = load
    const known = await door.registry.listPairings({})
    const paired = new Set(known.pairings.map(({ lead }) => lead.id))
    const missing = plan.pairings.filter(({ lead }) => !paired.has(idOf(ids.coops, lead)))
    await each(load, missing, ({ lead, followers, purpose, from }) =>
      door.registry.formPairing({
        unitId: ids.county,
        leadId: idOf(ids.coops, lead),
        followerIds: followers.map((key) => idOf(ids.coops, key)),
        purpose,
        agreement: '结对协议(示例)',
        tasks: purpose === 'quality' ? '规范账目、共享技术和销路' : '统一购销、扩大规模',
        from,
      }),
    )
  },
}

const CHAINS_FROM = '2020-07-01'

const chains: Step = {
  name: 'chains',
  title: text('乡镇产业链', 'Industry chains'),
  weight: 5,
  run: async (load) => {
    const { door, ids, plan } = load
    const known = await door.registry.listChains({})
    const names = new Set(known.chains.map(({ name }) => name))
    const missing = plan.chains.filter(({ name }) => !names.has(name))
    await each(load, missing, ({ townCode, name, industry, facilities, coopKeys }) =>
      door.registry.defineChain({
        townId: idOf(ids.towns, townCode),
        name,
        industry,
        facilities: [...facilities],
        from: CHAINS_FROM,
        cooperatives: coopKeys.map((key) => ({
          coopId: idOf(ids.coops, key),
          link: 'production' as const,
        })),
      }),
    )
  },
}

/** Co-ops and how they stand to each other. */
export const COOP_STEPS: readonly Step[] = [
  coops,
  statuses,
  classes,
  groups,
  unions,
  pairings,
  chains,
]
