import { must } from '../../kernel/assert.ts'
import { fen, formatYuan, parseYuan, sumFen } from '../../kernel/money.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { allRows, idOf } from './ids.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'
import { FUNDS, LEADERS, LIAISONS, REASONS } from './support-words.ts'

/*
 * 扶持 at work: the seed's 35 million yuan since 2019 (R29) over the counted co-ops, as far as the generated books hold
 * such money traced to its vouchers, the rest allocated and not arrived by the books; requests on their way.
 */

const [ORG, FINANCE, TOWN] = ['demo-org', 'demo-finance', 'demo-town']
const [LAND, VILLAGE, ACCOUNTANT] = ['demo-land', 'demo-village', 'demo-accountant']
const NAMES = [ORG, FINANCE, TOWN, LAND, VILLAGE, ACCOUNTANT]

/** 3500 万元, in fen. */
const WHOLE = 3_500_000_000n
const SCORED = 300_000_00n
/** Every so many arrivals stays without an allocation. */
const LEFT_OUT = 9

/** The part of a load that supports; a county without these accounts has none. */
export const supportSteps = (runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'support',
          title: text('资金扶持', 'Support'),
          weight: 300,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, (desk) => support(load, desk)),
        },
      ]
    : []

interface Given {
  readonly fund: string
  readonly receiverId: string
  readonly amount: bigint
  /** The line of the books it came in on. */
  readonly line: { readonly voucherId: string; readonly line: number } | null
}

async function support(load: Load, desk: Desk): Promise<void> {
  const given = await plan(load)
  load.tell(0.2)
  await pool(load, desk, given)
  load.tell(0.8)
  await group(load, desk)
  await requests(load, desk)
  load.tell(1)
}

const fenOf = (yuan: string): bigint => must(parseYuan(yuan), 'an amount')

/** Who gets what: first what the books hold, then the rest of the seed's sum over who has nothing yet. */
async function plan({ door }: Load): Promise<readonly Given[]> {
  const lines = await allRows(
    async (page) => (await door.support.listSupportArrivals({ linked: 'all', ...page })).rows,
  )
  const coops = await allRows(
    async (page) => (await door.registry.listCooperatives({ status: 'counted', ...page })).rows,
  )
  const counted = new Set(coops.map(({ id }) => id))
  const early = new Set(
    coops.filter(({ registeredOn }) => (registeredOn ?? '9') <= '2019-06-30').map(({ id }) => id),
  )
  const found = lines.flatMap((row, i): Given[] => {
    const fund = FUNDS.find(({ project }) => project !== null && project === row.party)
    const left = i % LEFT_OUT === LEFT_OUT - 1 || !counted.has(row.coop.id)
    if (fund === undefined || left || row.on < fund.decidedOn) return []
    const line = { voucherId: row.voucherId, line: row.line }
    return [{ fund: fund.key, receiverId: row.coop.id, amount: fenOf(row.amount), line }]
  })
  return [...found, ...rest(coops, { found, early })]
}

/** What is missing to the whole, in thousands, over co-ops without money; the last takes what is over. */
function rest(
  coops: readonly { readonly id: string }[],
  { found, early }: { readonly found: readonly Given[]; readonly early: ReadonlySet<string> },
): readonly Given[] {
  const have = new Set(found.map(({ receiverId }) => receiverId))
  const without = coops.filter(({ id }) => !have.has(id))
  const missing = WHOLE - SCORED - sumFen(found.map(({ amount }) => amount))
  const each = (missing / BigInt(without.length) / 100_000n) * 100_000n
  return without.map(({ id }, i): Given => {
    const last = i === without.length - 1
    const amount = last ? missing - each * BigInt(i) : each
    const [odd, even] = early.has(id)
      ? (['poverty-2019', 'agriculture-2019'] as const)
      : (['industry-2020', 'machine-2020'] as const)
    const fund = i % 2 === 0 ? even : odd
    return { fund, receiverId: id, amount, line: null }
  })
}

/** Funds, their allocations of each decision, the vouchers they came in on and were used by. */
async function pool(load: Load, desk: Desk, given: readonly Given[]): Promise<void> {
  const finance = (label: string) => desk.as(FINANCE, `support ${label}`).support
  const unitId = load.ids.county
  const links: { allocationId: string; voucherId: string; line: number; amount: string }[] = []
  for (const { key, kind, decidedOn, project: _, spare, ...fund } of FUNDS) {
    const own = given.filter((one) => one.fund === key)
    const scored = key === 'donation-2020'
    if (!scored && own.length === 0) continue
    const planned = scored ? SCORED : sumFen(own.map(({ amount }) => amount))
    const { fundId } = await finance(key).addSupportFund({
      ...fund,
      unitId,
      restricted: kind === 'restricted',
      integrated: kind === 'integrated',
      amount: formatYuan(planned + fenOf(spare)),
    })
    const decision = {
      unitId,
      decidedOn,
      decision: `演示纪要〔${fund.year}〕${decidedOn.slice(5, 7)}号`,
    }
    if (scored) {
      await byPriority(load, desk, { fundId, decision, purpose: fund.purpose })
      continue
    }
    for (let from = 0; from < own.length; from += 500) {
      const part = own.slice(from, from + 500)
      const { allocationIds } = await finance(`${key} ${from}`).allocateSupport({
        ...decision,
        decidedBy: kind === 'integrated' ? 'leading_group' : 'finance',
        scored: false,
        rows: part.map(({ receiverId, amount }, i) => ({
          fundId,
          receiverId,
          amount: formatYuan(amount),
          purpose: fund.purpose,
          basis: REASONS[(from + i) % REASONS.length] ?? '',
        })),
      })
      links.push(
        ...part.flatMap(({ line, amount }, i) =>
          line === null
            ? []
            : [{ ...line, allocationId: allocationIds[i] ?? '', amount: formatYuan(amount) }],
        ),
      )
    }
  }
  await trace(load, desk, links)
}

/** The last fund goes by the county's criteria: the first four, and the show co-op with its reason. */
async function byPriority(
  load: Load,
  desk: Desk,
  of: {
    readonly fundId: string
    readonly purpose: string
    readonly decision: {
      readonly unitId: string
      readonly decidedOn: string
      readonly decision: string
    }
  },
): Promise<void> {
  const show = idOf(load.ids.coops, showCoop(load.plan).key)
  const { fundId, decision, purpose } = of
  const { rows } = await load.door.support.rankSupport({
    unitId: decision.unitId,
    on: decision.decidedOn,
  })
  const first = rows.filter(({ coop }) => coop.id !== show).slice(0, 4)
  const amount = formatYuan(SCORED / 5n)
  await desk.as(FINANCE, 'support scored').support.allocateSupport({
    ...decision,
    decidedBy: 'leading_group',
    rows: [...first.map(({ coop }) => coop.id), show].map((receiverId, i) => ({
      fundId,
      receiverId,
      amount,
      purpose,
      basis: i < 4 ? '按优先标准排在前列' : '承担良种示范,辐射带动周边三村',
    })),
  })
}

/** Links the arrivals, then what the first of them were used for. */
async function trace(
  load: Load,
  desk: Desk,
  links: readonly { allocationId: string; voucherId: string; line: number; amount: string }[],
): Promise<void> {
  const finance = (label: string) => desk.as(FINANCE, `support ${label}`).support
  const unitId = load.ids.county
  for (let from = 0; from < links.length; from += 500) {
    await finance(`links ${from}`).linkSupport({ unitId, rows: links.slice(from, from + 500) })
  }
  const used = await load.door.support.listSupportAllocations({ state: 'used', limit: 1 })
  if (used.total > 0) return
  const rows: { allocationId: string; voucherId: string; line: number; amount: string }[] = []
  const { rows: arrived } = await load.door.support.listSupportAllocations({
    state: 'arrived',
    year: 2020,
    limit: 500,
  })
  for (const { allocationId, unit, money } of arrived.slice(0, -3)) {
    const { candidates } = await load.door.support.readSupportAllocation({
      unitId: unit.id,
      allocationId,
    })
    let left = fenOf(money.left)
    for (const { voucherId, line, free, kind } of candidates ?? []) {
      const amount = fenOf(free) < left ? fenOf(free) : left
      if (kind !== 'use' || amount <= 0n) continue
      rows.push({ allocationId, voucherId, line, amount: formatYuan(fen(amount)) })
      left -= amount
    }
  }
  if (rows.length > 0) await finance('uses').linkSupport({ unitId, rows: rows.slice(0, 500) })
}

/** Who leads and who answers the telephone in each department. */
async function group(load: Load, desk: Desk): Promise<void> {
  const { version, departments } = await load.door.support.readLeadingGroup({})
  if (version > 0) return
  await desk.as(ORG, 'support group').support.saveLeadingGroup({
    departments: departments.map((one, i) => ({
      ...one,
      leader: LEADERS[i] ?? '',
      liaison: LIAISONS[i] ?? '',
    })),
    validFrom: '2020-03-01',
    document: '演示办字〔2020〕4号',
    reason: '成立五部门专项领导小组',
  })
}

/** Land answered, a loan at its department, money with the town. */
async function requests(load: Load, desk: Desk): Promise<void> {
  const coopId = idOf(load.ids.coops, showCoop(load.plan).key)
  const ask = (by: string, label: string) => desk.as(by, `support ${label}`).support
  const sign = (by: string, label: string) => desk.as(by, `support ${label}`).approvals
  const opinion = { step: 'town', values: { opinion: '情况属实,项目可行,同意上报。' } }
  const land = await ask(ACCOUNTANT, 'land').askSupport({
    unitId: coopId,
    kind: 'land',
    title: '果品保鲜库用地',
    reason: '储藏能力不足,集中上市压价,拟建 500 吨保鲜库',
    landUse: '设施农业(保鲜库)',
    area: '3.2',
    planYear: 2021,
  })
  await sign(TOWN, 'land').signStep({ caseId: land.caseId, ...opinion })
  await sign(LAND, 'land').signStep({
    caseId: land.caseId,
    step: 'land',
    values: {
      decision: 'partly',
      grantedArea: '2.5',
      answer: '2.5 亩纳入 2021 年设施农业用地计划,其余利用村内存量建设用地。',
    },
  })
  const loan = await ask(ACCOUNTANT, 'loan').askSupport({
    unitId: coopId,
    kind: 'loan',
    title: '收购果品流动资金贷款',
    reason: '11 至 12 月集中收购,需周转资金',
    amount: '300000',
    months: 12,
    lender: '农村商业银行',
  })
  await sign(TOWN, 'loan').signStep({ caseId: loan.caseId, ...opinion })
  const village = idOf(load.ids.villages, showCoop(load.plan).villageCode)
  await ask(VILLAGE, 'fund').askSupport({
    unitId: village,
    kind: 'fund',
    title: '果园排灌渠维修',
    reason: '汛期冲毁渠道 400 米,影响 120 亩入社土地',
    amount: '80000',
  })
}
