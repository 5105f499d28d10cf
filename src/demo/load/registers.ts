import { formatYuan } from '../../kernel/money.ts'
import { text } from '../../kernel/text.ts'
import type { CoopPlan, HolderPlan } from '../model.ts'
import { allRows, idOf } from './ids.ts'
import { each, type Load, type Step } from './step.ts'

const NOTE = '演示数据:由程序生成,含有意安排的不合规情形(见 docs/demo.md)'

const registers: Step = {
  name: 'registers',
  title: text('股金与成员册', 'Share registers'),
  weight: 1000,
  run: async (load) => {
    const { door, ids, plan } = load
    const before = await openedRegisters(load)
    const waiting = plan.coops.filter(
      ({ key, holders }) =>
        key !== plan.told && holders.length > 0 && !before.has(idOf(ids.coops, key)),
    )
    const byTown = Map.groupBy(waiting, ({ villageCode }) => villageCode.slice(0, 9))
    const batches = [...byTown].flatMap(([town, coops]) =>
      chunks(coops, COOPS_AT_ONCE).map((part) => ({ town, coops: part })),
    )
    await each(load, batches, async ({ town, coops }) => {
      const { registers: opened } = await door.shares.openRegisters({
        unitId: idOf(ids.towns, town),
        asFound: true,
        sourceNote: NOTE,
        registers: coops.map((coop) => registerOf(load, coop)),
      })
      opened.forEach(({ holders }, i) => {
        for (const { key, holderId } of holders) {
          ids.holders.set(`${coops[i]?.key} ${key}`, holderId)
        }
      })
    })
  },
}

const COOPS_AT_ONCE = 25

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size))
}

async function openedRegisters(load: Load): Promise<ReadonlySet<string>> {
  if (!load.resumed) return new Set()
  const rows = await allRows(async (page) => (await load.door.shares.listRegisters(page)).registers)
  return new Set(rows.map(({ coopId }) => coopId))
}

/** Who left at the end of 2019 is found on the last day before. */
const BEFORE_LEAVING = '2019-12-30'

/** After a cut-off load: the memberships by co-op and person, the collective, or the name of a unit. */
export async function recallHolders({ door, ids, plan }: Load): Promise<void> {
  const keys = new Map(
    plan.coops.flatMap((coop) =>
      coop.holders.map(({ key, kind, personKey, name }) => [
        [
          idOf(ids.coops, coop.key),
          personKey === null ? (kind === 'collective' ? kind : name) : idOf(ids.persons, personKey),
        ].join(' '),
        `${coop.key} ${key}`,
      ]),
    ),
  )
  for (const asOf of [BEFORE_LEAVING, plan.today]) {
    const rows = await allRows(
      async (page) => (await door.shares.listMembers({ asOf, counted: 'false', ...page })).rows,
    )
    for (const { holderId, kind, personId, name, cooperative } of rows) {
      const who = personId ?? (kind === 'collective' ? kind : name)
      const key = keys.get(`${cooperative.id} ${who}`)
      if (key !== undefined) ids.holders.set(key, holderId)
    }
  }
}

function registerOf({ ids }: Load, coop: CoopPlan) {
  return {
    coopId: idOf(ids.coops, coop.key),
    foundedOn: coop.foundedOn,
    holders: coop.holders.map((holder) => holderRow(ids.persons, holder)),
    changes: coop.leavers.map(({ holderKey, noticeOn, on, refund }) => ({
      on,
      change: {
        kind: 'exit' as const,
        holder: holderKey,
        noticeOn,
        refund: { contribution: formatYuan(refund), paidOn: on },
      },
    })),
  }
}

function holderRow(persons: ReadonlyMap<string, string>, holder: HolderPlan) {
  const who =
    holder.personKey === null
      ? { name: holder.name }
      : { personId: idOf(persons, holder.personKey), farmer: holder.farmer }
  return {
    key: holder.key,
    kind: holder.kind,
    class: holder.class,
    ...who,
    publicFunction: holder.publicFunction,
    joinedOn: holder.joinedOn,
    ...(holder.relatedGroup === null ? {} : { relatedGroup: holder.relatedGroup }),
    contributions: holder.contributions.map(({ form, paid, promised, on }) => ({
      form,
      paid: formatYuan(paid),
      promised: formatYuan(promised),
      on,
    })),
    units: holder.units.map(({ unitClass, units }) => ({ unitClass, units: String(units) })),
  }
}

const assistance: Step = {
  name: 'assistance',
  title: text('扶贫股', 'Assistance shares'),
  weight: 60,
  run: async ({ door, ids, plan }) => {
    const households = new Map(plan.persons.map(({ key, householdKey }) => [key, householdKey]))
    const { cooperatives } = await door.shares.countAssistance({})
    const funds = plan.coops.flatMap((coop) =>
      coop.assistance.map((fund) => ({
        coopId: idOf(ids.coops, coop.key),
        name: fund.name,
        fundSource: fund.fundSource,
        fundDocument: fund.fundDocument,
        guaranteedRate: fund.guaranteedRate,
        floating: fund.floating,
        conversionRule: fund.conversionRule,
        from: fund.from,
        to: fund.to,
        amount: formatYuan(fund.amount),
        units: String(fund.units),
        beneficiaries: fund.beneficiaries.map((person) => ({
          householdId: idOf(ids.households, idOf(households, person.personKey)),
          personId: idOf(ids.persons, person.personKey),
          units: String(person.units),
          priority: person.priority,
          from: person.from,
        })),
      })),
    )
    if (funds.length === 0 || cooperatives > 0) return
    await door.shares.addAssistances({ unitId: ids.county, funds })
  },
}

const reviews: Step = {
  name: 'reviews',
  title: text('扶贫股年度复核', 'Yearly review of assistance shares'),
  weight: 10,
  run: async (load) => {
    const { door, ids, plan } = load
    const reviewed = plan.coops.filter(({ assistance: [fund] }) => fund?.reviewed === true)
    await each(load, reviewed, async ({ key }) => {
      const coopId = idOf(ids.coops, key)
      const { beneficiaries } = await door.shares.readAssistance({ coopId })
      await door.shares.confirmBeneficiaries({
        coopId,
        beneficiaryIds: beneficiaries.map(({ id }) => id),
        note: '2020 年度复核(示例)',
      })
    })
  },
}

const deaths: Step = {
  name: 'deaths',
  title: text('人员变动', 'Deaths'),
  weight: 2,
  run: async (load) => {
    await each(load, load.plan.deaths, ({ personKey, on }) =>
      load.door.registry.changePerson({
        personId: idOf(load.ids.persons, personKey),
        reason: '演示数据:去世',
        changes: { endedOn: on, endedReason: '去世' },
      }),
    )
  },
}

const standing: Step = {
  name: 'standing',
  title: text('“公有”属性', 'Public nature'),
  weight: 20,
  run: async (load) => {
    const { door, ids, plan } = load
    const models = plan.coops.filter((coop) => coop.class === 'model')
    await each(load, models, async (coop) => {
      const coopId = idOf(ids.coops, coop.key)
      const { records } = await door.shares.readPublicNature({ coopId })
      const known = new Set(records.map(({ title }) => title))
      for (const record of publicRecords(coop)) {
        if (!known.has(record.title)) await door.shares.addPublicRecord({ coopId, ...record })
      }
    })
  },
}

const DIVIDEND_ON = '2019-12-28'

/** What the collective's side of a model co-op shows beside its shares. */
function publicRecords(coop: CoopPlan) {
  const collective = coop.holders[0]?.contributions.reduce((sum, part) => sum + part.paid, 0n) ?? 0n
  return [
    {
      kind: 'exit_rule' as const,
      title: '集体出资退出须经成员大会和村民代表会议决议',
      basis: '章程第二十一条(示例)',
      from: coop.foundedOn,
    },
    {
      kind: 'collective_dividend' as const,
      title: '2019 年度集体分红',
      basis: '成员大会决议(示例)',
      amount: formatYuan((collective * 6n) / 100n),
      from: DIVIDEND_ON,
    },
  ]
}

const production: Step = {
  name: 'production',
  title: text('地块、产品与用工', 'Land, products and labour'),
  weight: 330,
  run: async (load) => {
    const withRecords = load.plan.coops.filter(
      ({ key, parcels, products, jobs }) =>
        key !== load.plan.told && parcels.length + products.length + jobs.length > 0,
    )
    await each(load, withRecords, (coop) => recordProduction(load, coop))
  },
}

/** Enters what a co-op grows on which land and who works for it. */
export async function recordProduction(load: Load, coop: CoopPlan): Promise<void> {
  const { door, ids, plan } = load
  const coopId = idOf(ids.coops, coop.key)
  const from = coop.registeredOn ?? plan.today
  const found = load.resumed ? await door.registry.listProduction({ coopId }) : null
  if (coop.parcels.length > 0 && (found?.parcels.length ?? 0) === 0) {
    const rows = coop.parcels.map(({ personKey, ...parcel }) => ({
      ...parcel,
      right: 'contracted' as const,
      personId: idOf(ids.persons, personKey),
    }))
    await door.registry.recordParcels({ coopId, rows })
  }
  if (coop.products.length > 0 && (found?.products.length ?? 0) === 0) {
    const rows = coop.products.map(({ certification, ...product }) => ({
      ...product,
      ...(certification === null ? {} : { certification }),
      from,
    }))
    await door.registry.recordProducts({ coopId, rows })
  }
  if (coop.jobs.length > 0 && (found?.contracts.length ?? 0) === 0) {
    await recordJobs(load, coop, { from, known: found?.jobs ?? [] })
  }
}

async function recordJobs(
  { door, ids }: Load,
  coop: CoopPlan,
  at: {
    readonly from: string
    readonly known: readonly { readonly id: string; readonly title: string }[]
  },
): Promise<void> {
  const coopId = idOf(ids.coops, coop.key)
  const jobs = new Map(at.known.map(({ title, id }) => [title, id]))
  const missing = coop.jobs.filter(({ title }) => !jobs.has(title))
  if (missing.length > 0) {
    const made = await door.registry.recordJobs({
      coopId,
      rows: missing.map(({ title, workers, payBasis, pay, season }) => ({
        title,
        posts: Math.max(1, workers.length),
        payBasis,
        pay: formatYuan(pay),
        ...(season === null ? {} : { season }),
        from: at.from,
      })),
    })
    missing.forEach(({ title }, i) => jobs.set(title, made.ids[i] ?? ''))
  }
  const rows = coop.jobs
    .flatMap(({ title, workers }) => workers.map((worker) => ({ title, ...worker })))
    .map(({ title, personKey, from }, i) => ({
      number: `${coop.key}-${String(i + 1).padStart(3, '0')}`,
      jobId: idOf(jobs, title),
      personId: idOf(ids.persons, personKey),
      insured: i % 5 !== 4,
      from,
    }))
  if (rows.length > 0) await door.registry.recordLabourContracts({ coopId, rows })
}

const certificates: Step = {
  name: 'certificates',
  title: text('股权证', 'Share certificates'),
  weight: 100,
  run: async (load) => {
    const { door, ids, plan } = load
    const models = plan.coops.filter((coop) => coop.class === 'model')
    await each(load, models, async ({ key }) => {
      const coopId = idOf(ids.coops, key)
      const { total } = await door.shares.listCertificates({ coopId, limit: 1 })
      if (total === 0) await door.shares.issueCertificates({ coopId })
    })
  },
}

const EXEMPTION_TO = '2021-12-31'

const exemptions: Step = {
  name: 'exemptions',
  title: text('规则豁免', 'Exemptions'),
  weight: 2,
  run: async ({ door, ids, plan }) => {
    const coop = plan.coops.find(({ design }) => design === 'collective_high')
    const { total, asOf } = await door.policy.listExemptions({})
    if (coop === undefined || total > 0) return
    await door.policy.grantExemption({
      coopId: idOf(ids.coops, coop.key),
      rule: 'SEED-COLL',
      reason: '集体以整改收回的厂房入股,限期内引入成员资金(示例)',
      basis: '县领导小组会议纪要(示例)',
      validFrom: asOf,
      validTo: EXEMPTION_TO,
    })
  },
}

/** What is held, who benefits, what is grown and who works. */
export const REGISTER_STEPS: readonly Step[] = [
  registers,
  assistance,
  reviews,
  deaths,
  exemptions,
  standing,
  production,
  certificates,
]
