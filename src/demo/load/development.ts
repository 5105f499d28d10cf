import { text } from '../../kernel/text.ts'
import { idOf } from './ids.ts'
import { each, type Step } from './step.ts'

/*
 * Development by class: what people saw of the model co-ops, the campaign of the 120 of earlier years, classes
 * confirmed as proposed, plans from the templates. It stands on the books, so it comes after them.
 */

const CAMPAIGN = {
  title: '往年注册合作社规范提升',
  cohort: 'before',
  baselineOn: '2019-12-20',
  endsOn: '2021-06-30',
  document: '演示数据:分类提升工作方案(示例)',
} as const

const CONFIRMED_ON = '2020-11-20'
const SEEN_ON = '2020-11-10'
const DOCUMENT = '演示数据:分类确认表(示例)'
const PLANS = 24
const PAGE = 500

/** What was seen of a co-op, by the class that the plan of the demonstration gives it. */
const SEEN_OF = {
  model: ['audited', 'disclosed'],
  improve: [],
  transform: ['big_household'],
  rebuild: ['named_only'],
} as const

const seen: Step = {
  name: 'class facts',
  title: text('走访核实', 'Co-ops looked at'),
  weight: 60,
  run: async (load) => {
    const { door, ids, plan } = load
    // One in five of the lower classes has been put right since: its proposal is better than its class.
    const looked = plan.coops.filter(
      (coop, i) => coop.class !== null && (coop.class === 'model' || i % 5 !== 0),
    )
    await each(load, looked, async ({ key, class: of }) => {
      const coopId = idOf(ids.coops, key)
      if (of === null || SEEN_OF[of].length === 0) return
      const { facts } = await door.development.readClassProposal({ coopId })
      const known = new Set(facts.map(({ fact }) => fact))
      for (const fact of SEEN_OF[of]) {
        if (known.has(fact)) continue
        await door.development.recordClassFact({
          coopId,
          fact,
          holds: true,
          on: SEEN_ON,
          note: '演示数据:实地查看、走访成员(示例)',
        })
      }
    })
  },
}

const campaign: Step = {
  name: 'class campaign',
  title: text('往年合作社提升行动', 'Campaign of the 120'),
  weight: 10,
  run: async ({ door, plan }) => {
    const { campaigns } = await door.development.listClassCampaigns({})
    const earlier = plan.coops.some((coop) => coop.class !== null)
    if (campaigns.length === 0 && earlier) await door.development.startClassCampaign(CAMPAIGN)
  },
}

/** The co-ops of 2019 and 2020 whose proposal is certain are confirmed; the others are left to the county. */
const confirmed: Step = {
  name: 'class decisions',
  title: text('确认分类', 'Classes confirmed'),
  weight: 60,
  run: async ({ door, ids }) => {
    const { rows } = await door.development.listClassProposals({
      class: 'none',
      unanimous: 'true',
      limit: PAGE,
    })
    // Those that a rule of the register sends to the third class are shown to the county to decide.
    const plain = rows.filter(({ proposed }) => proposed === 'improve' || proposed === 'model')
    if (plain.length === 0) return
    await door.development.confirmClasses({
      unitId: ids.county,
      on: CONFIRMED_ON,
      document: DOCUMENT,
      rows: plain.map(({ coop, proposed }) => ({ coopId: coop.id, class: proposed })),
    })
  },
}

const plans: Step = {
  name: 'class plans',
  title: text('一社一策', 'Plans'),
  weight: 60,
  run: async (load) => {
    const { door } = load
    const { rows } = await door.development.listClassProposals({ cohort: 'before', limit: PAGE })
    const wanting = rows
      .filter((row) => row.class === 'transform' || row.class === 'rebuild')
      .slice(0, PLANS)
      .filter((row) => row.plan === null)
    await each(load, wanting, async ({ coop: { id: coopId } }) => {
      const { draft } = await door.development.readClassPlans({ coopId })
      if (draft === null) return
      await door.development.makeClassPlan({
        coopId,
        aim: draft.aim,
        helper: '演示·包社干部',
        startsOn: CONFIRMED_ON,
        dueOn: draft.dueOn,
        tasks: draft.tasks,
      })
      const { plans: made } = await door.development.readClassPlans({ coopId })
      const first = made[0]?.tasks[0]
      if (first === undefined) return
      await door.development.finishClassTask({
        coopId,
        taskId: first.taskId,
        on: CONFIRMED_ON,
        note: '演示数据:已完成(示例)',
      })
    })
  },
}

/** Businesses by form: how many, what they are made of, and what happened in October. */
const BUSINESSES = [
  {
    form: 'tourism',
    count: 6,
    name: '采摘园(示例)',
    terms: { form: 'tourism', site: '村东采摘园(示例)', beds: 24, visitorsADay: 300 },
    measures: { form: 'tourism', visitors: 1260, bookings: 214 },
  },
  {
    form: 'logistics',
    count: 4,
    name: '冷库(示例)',
    terms: { form: 'logistics', what: 'storage', capacity: '800', measure: '吨' },
    measures: { form: 'logistics', volume: '436.5' },
  },
  {
    form: 'processing',
    count: 5,
    name: '初加工车间(示例)',
    terms: {
      form: 'processing',
      product: '姜片(示例)',
      lines: 1,
      licence: '',
      capacity: '300',
      measure: '吨',
    },
    measures: { form: 'processing', input: '90', output: '22.5' },
  },
  {
    form: 'complex',
    count: 1,
    name: '田园综合体(示例)',
    terms: {
      form: 'complex',
      kind: 'rural',
      partners: [{ name: '示例文旅有限公司', part: '运营推广' }],
      phases: [
        { name: '一期', from: '2020-01-01', to: '2020-12-31', planned: '600000' },
        { name: '二期', from: '2021-01-01', to: '2021-12-31', planned: '900000' },
      ],
      components: [
        { name: '种植基地', sector: 1 },
        { name: '初加工', sector: 2 },
        { name: '采摘民宿', sector: 3 },
      ],
    },
    measures: { form: 'complex', phase: 1, percent: 70 },
  },
] as const

/** Lines of income that become a business's. */
const LINKED = 3

const businesses: Step = {
  name: 'businesses',
  title: text('发展形态', 'Forms of business'),
  weight: 40,
  run: async (load) => {
    const { door, ids, plan } = load
    const { total } = await door.development.listBusinesses({ limit: 1 })
    const earlier = plan.coops.filter((coop) => coop.class === 'model' || coop.class === 'improve')
    if (total > 0 || earlier.length === 0) return
    const wanted = BUSINESSES.flatMap((kind) => Array.from({ length: kind.count }, () => kind))
    const pairs = wanted.flatMap((kind, i) => {
      const coop = earlier[i]
      return coop === undefined ? [] : [{ kind, coopId: idOf(ids.coops, coop.key) }]
    })
    await each(load, pairs, async ({ kind, coopId }) => {
      const { businessId } = await door.development.saveBusiness({
        coopId,
        name: kind.name,
        startedOn: '2020-03-01',
        terms: kind.terms as never,
      })
      await door.development.recordBusiness({
        coopId,
        businessId,
        from: '2020-10-01',
        to: '2020-10-31',
        measures: kind.measures,
        note: '演示数据',
      })
      const { rows } = await door.development.listBusinessLines({
        coopId,
        role: 'income',
        year: '2020',
      })
      const lines = rows.slice(0, LINKED).map(({ voucherId, line, period }, i) => ({
        voucherId,
        line,
        period,
        role: 'income' as const,
        sector: kind.form === 'complex' ? i + 1 : null,
      }))
      if (lines.length > 0) {
        await door.development.linkBusinessLines({ coopId, businessId, lines })
      }
    })
  },
}

export const DEVELOPMENT_STEPS: readonly Step[] = [seen, campaign, confirmed, plans, businesses]
