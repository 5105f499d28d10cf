import { must } from '../../kernel/assert.ts'
import { addDays, date } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * The county's supervision at work: problems made of what the rules and the books say, one on notice and one still
 * being drafted, assignments to the towns, a call from below, the bulletins of three months and this week's dispatch.
 */

const [ORG, COUNTY, LEADER] = ['demo-org', 'demo-county', 'demo-leader']
const [TOWN, STATION, VILLAGE, AUDIT] = [
  'demo-town-secretary',
  'demo-town',
  'demo-village',
  'demo-finance',
]
const NAMES = [ORG, COUNTY, LEADER, TOWN, STATION, VILLAGE, AUDIT]
/** Months whose bulletins are issued; of the present one there is a draft. */
const ISSUED = ['2020-09', '2020-10']
const DRAFT = '2020-11'
const WEEK = '2020-W49'
const BASIS = { basis: 'guidance', basisText: '县督导工作办法' } as const

/** The part of a load that supervises; a county without these accounts has none. */
export const supervisionSteps = (
  runtime: Runtime,
  accounts: readonly DemoAccount[],
): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'supervision',
          title: text('督导', 'Supervision'),
          weight: 400,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, (desk) => supervise(load, desk)),
        },
      ]
    : []

async function supervise(load: Load, desk: Desk): Promise<void> {
  await desk.as(COUNTY, 'supervision').supervision.refreshProblemSources({})
  load.tell(0.2)
  await problems(load, desk)
  load.tell(0.3)
  await errands(load, desk)
  load.tell(0.4)
  await bulletins(load, desk)
  const week = { kind: 'dispatch', period: WEEK } as const
  await desk.as(COUNTY, 'dispatch').supervision.makeReport(week)
  load.tell(1)
}

const FACTS_TAKEN = 6

/** The gravest facts become problems of the county; the first one's notice goes out. */
async function problems(load: Load, desk: Desk): Promise<void> {
  const org = (label: string) => desk.as(ORG, `problem ${label}`)
  const today = date(load.plan.today)
  const { rows } = await org('sources').supervision.listProblemSources({ limit: 500 })
  const units = new Map(rows.map((row) => [row.unit.id, row]))
  const chosen = [...units.values()].slice(0, FACTS_TAKEN)
  const taken: string[] = []
  for (const [i, row] of chosen.entries()) {
    const { problemId } = await org(`add ${i}`).supervision.addProblem({
      unitId: row.unit.id,
      issuer: 'county',
      sourceIds: [row.sourceId],
      foundOn: row.firstSeen,
      channel: row.channel,
      severity: row.severity,
      // A title names nobody: the rule, or what comes before the colon.
      title: (
        row.refs.find(({ kind }) => kind === 'finding')?.label ??
        row.text.zh.split(':')[0] ??
        ''
      ).slice(0, 60),
      description: row.text.zh,
      clause: row.clause === '' ? '本县操作规程' : row.clause,
      responsible: '合作社理事长',
      leader: '乡镇(街道)党(工)委书记',
      dueOn: addDays(today, 20 + 5 * i),
      public: i < 4,
    })
    taken.push(problemId)
  }
  const villageId = idOf(load.ids.villages, showCoop(load.plan).villageCode)
  const shown = await org('shown').supervision.addProblem({
    unitId: villageId,
    issuer: 'county',
    foundOn: today,
    channel: 'inspection',
    severity: 'warn',
    title: '10月份财务公开栏未张贴',
    description: '现场检查发现公开栏仍为9月份内容,10月份收支未公开。',
    clause: '农民专业合作社法第四十条',
    evidence: ['现场检查记录'],
    responsible: '村党支部书记',
    leader: '乡镇(街道)党(工)委书记',
    dueOn: addDays(today, 14),
    public: true,
  })
  await notice(desk, shown.caseId, { label: 'notice', today, demands: SHOWN_DEMANDS })
  await mended(load, desk)
  const grave = chosen.findIndex(({ severity }) => severity === 'block')
  await plate(load, desk, must(taken[Math.max(0, grave)], 'a problem of the county'))
}

/** A problem of the show village that was mended, checked on the spot by somebody else and closed. */
async function mended(load: Load, desk: Desk): Promise<void> {
  const today = date(load.plan.today)
  const { caseId } = await desk.as(ORG, 'problem mended').supervision.addProblem({
    unitId: idOf(load.ids.villages, showCoop(load.plan).villageCode),
    issuer: 'county',
    foundOn: addDays(today, -6),
    channel: 'inspection',
    severity: 'info',
    title: '收购价格未上墙公示',
    description: '收购点未张贴当日收购价格和等级标准,成员反映价格不透明。',
    clause: '农民专业合作社法第二十一条',
    evidence: ['现场检查记录'],
    responsible: '合作社理事长',
    leader: '乡镇(街道)党(工)委书记',
    dueOn: addDays(today, 10),
    public: true,
  })
  const demands = '立即公示收购价格和等级标准,每日更新;建立价格公示登记簿。'
  await notice(desk, caseId, { label: 'mended', today, demands })
  const sign = (who: string, step: string, values: object = {}) =>
    desk.as(who, `mended ${step}`).approvals.signStep({ caseId, step, values: values as never })
  await sign(VILLAGE, 'acknowledge')
  await sign(VILLAGE, 'plan', {
    measures: [
      { measure: '收购点悬挂价格牌,每日更新', person: '合作社理事长', until: today },
      { measure: '建立价格公示登记簿', person: '合作社会计', until: addDays(today, 3) },
    ],
  })
  await photograph(desk, { who: VILLAGE, caseId, step: 'reply', kind: 'evidence', today })
  await sign(VILLAGE, 'reply', {
    mendedOn: today,
    done: '价格牌已悬挂,等级标准已张贴,登记簿自当日起使用,理事会明确由会计逐日填写。',
    selfCheck: '经自查,公示内容与收购单据一致,成员无异议。',
  })
  await photograph(desk, { who: AUDIT, caseId, step: 'verify', kind: 'site-photo', today })
  await sign(AUDIT, 'verify', {
    visitedOn: today,
    place: '合作社收购点',
    found: '价格牌、登记簿与回复一致,抽问成员三人均知晓当日价格,整改属实。',
  })
  await sign(LEADER, 'close', { conclusion: '整改到位,同意销号。' })
}

async function photograph(
  desk: Desk,
  of: {
    readonly who: string
    readonly caseId: string
    readonly step: string
    readonly kind: string
    readonly today: string
  },
): Promise<void> {
  const { who, caseId, step, kind, today } = of
  const content = receiptPicture([`DEMO ${today}`]).toString('base64')
  const paper = { caseId, step, kind, name: `${kind}-${today}.png`, content }
  await desk.as(who, `mended ${kind}`).approvals.addCasePaper(paper)
}

/** The gravest problem is put under a plate of a county leader. */
async function plate(load: Load, desk: Desk, problemId: string): Promise<void> {
  const reason = '涉及成员出资和集体资产,整改难度大,需县级领导协调推动。'
  await desk.as(ORG, 'plate').supervision.proposeListing({ problemId, reason })
  const { caseId } = await desk.as(COUNTY, 'plate').supervision.startListing({
    problemId,
    leader: '县委副书记',
    dueOn: addDays(date(load.plan.today), 60),
  })
  const approve = { caseId, step: 'approve', values: {}, ...BASIS }
  await desk.as(LEADER, 'plate').approvals.signStep(approve)
}

const SHOWN_DEMANDS = '立即补齐10月份财务公开,建立按月公开制度。'

/** A notice is drafted by one desk, reviewed by the other and issued by a leader. */
async function notice(
  desk: Desk,
  caseId: string,
  of: { readonly label: string; readonly today: string; readonly demands: string },
): Promise<void> {
  const { label, today, demands } = of
  await desk.as(ORG, `${label} draft`).approvals.signStep({
    caseId,
    step: 'draft',
    values: {
      demands,
      reply: '通过本系统回复,附公开栏照片',
      consequence: '逾期不改的,在月通报中点名通报',
      contact: '县委组织部组织二科',
    },
  })
  await desk.as(COUNTY, `${label} review`).approvals.signStep({ caseId, step: 'review' })
  const values = { issuedOn: today }
  await desk.as(LEADER, `${label} issue`).approvals.signStep({ caseId, step: 'issue', values })
}

async function errands(load: Load, desk: Desk): Promise<void> {
  const county = desk.as(COUNTY, 'assignments')
  const { towns } = await county.founding.listTaskForces({})
  const me = await county.identity.whoAmI({})
  const countyId = must(me.grants[0]?.unit?.id, 'the unit of the county desk')
  await county.supervision.giveAssignments({
    unitId: countyId,
    to: towns.map(({ town }) => town.id),
    what: '对照问题清单逐社核实成员账户,12月15日前报送核实情况。',
    responsible: '乡镇(街道)经管站',
    dueOn: addDays(date(load.plan.today), 15),
  })
  const townId = idOf(load.ids.towns, showCoop(load.plan).villageCode.slice(0, 9))
  await desk.as(TOWN, 'call').supervision.callUp({
    unitId: townId,
    level: 'county',
    role: 'finance_bureau',
    what: '两家合作社的扶持资金已批复未到账,请协调拨付。',
    responsible: '镇党委书记',
  })
  await desk.as(VILLAGE, 'call').supervision.callUp({
    unitId: idOf(load.ids.villages, showCoop(load.plan).villageCode),
    level: 'town',
    what: '年底结账前请经管站到村辅导一次。',
    responsible: '村党支部书记',
  })
}

async function bulletins(load: Load, desk: Desk): Promise<void> {
  for (const [i, period] of ISSUED.entries()) {
    const as = (who: string) => desk.as(who, `bulletin ${period}`)
    const made = { kind: 'bulletin', period } as const
    const { reportId } = await as(ORG).supervision.makeReport(made)
    const { caseId } = await as(ORG).supervision.submitBulletin({ reportId })
    const opinion = { values: { opinion: '数据与冻结版一致。' } }
    await desk
      .as(COUNTY, `figures ${period}`)
      .approvals.signStep({ caseId, step: 'figures', ...opinion })
    await desk.as(ORG, `review ${period}`).approvals.signStep({
      caseId,
      step: 'review',
      values: { opinion: '同意印发。' },
    })
    await desk.as(LEADER, `sign ${period}`).approvals.signStep({ caseId, step: 'sign', ...BASIS })
    load.tell(0.4 + 0.2 * (i + 1))
  }
  await desk.as(ORG, 'bulletin draft').supervision.makeReport({ kind: 'bulletin', period: DRAFT })
}
