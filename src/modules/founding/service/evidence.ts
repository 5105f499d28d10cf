import { yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { checkCreditCode } from '../../../kernel/identifier.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import type { EvidenceSource } from '../../../platform/module.ts'
import { loadCase } from '../../approvals/index.ts'
import { booksOf, closedThrough } from '../../ledger/index.ts'
import { coopFacts, readVillage } from '../../registry/index.ts'
import { listCertificates, registerOf } from '../../shares/index.ts'
import { mobilisationCounts } from '../store/counts.ts'
import { projectRow } from '../store/projects.ts'
import type { ProjectRow } from '../store.ts'
import { untiedCapital } from './books.ts'
import { feasibilityOf, judgedPlan } from './plan.ts'

/* What a founding can prove of itself: asked when a step is signed, and shown before. */

const holds = (zh: string, en: string): Evidence => ({ holds: true, text: text(zh, en) })
const fails = (zh: string, en: string): Evidence => ({ holds: false, text: text(zh, en) })

type Of = (ctx: Ctx, project: ProjectRow) => Promise<Evidence>

/** Evidence about the project that a case is about. */
const about =
  (of: Of): EvidenceSource =>
  async (ctx, { subjectId }) => {
    const project = subjectId === null ? null : await projectRow(ctx, subjectId)
    return project === null
      ? fails('本件没有对应的创办项目', 'the case belongs to no founding project')
      : of(ctx, project)
  }

/** Evidence that needs the co-op in the registry. */
const aboutCoop = (of: (ctx: Ctx, coopId: Id<'unit'>) => Promise<Evidence>): EvidenceSource =>
  about((ctx, { coop_id: coopId }) =>
    coopId === null
      ? Promise.resolve(
          fails('尚未在台账登记筹备中的合作社', 'the co-op is not yet in the registry'),
        )
      : of(ctx, coopId),
  )

/** What governance knows of the co-op; honestly open where nobody can say. */
const forwarded = (name: string, what: Text): EvidenceSource =>
  aboutCoop(async (ctx, coopId) => {
    const answer = await ctx.evidence(name, { unitId: coopId, subjectId: null })
    return (
      answer ??
      fails(`无法核对:${what.zh}没有可查的议事记录`, `cannot be proved: no record of ${what.en}`)
    )
  })

const surveyed: Of = async (ctx, { village_id: villageId }) => {
  const { survey } = await readVillage(ctx, { villageId })
  return survey === null
    ? fails('村页面还没有资源调查', 'no survey of the village is recorded')
    : holds(`${survey.surveyedOn} 已完成资源调查`, `surveyed on ${survey.surveyedOn}`)
}

const visited: Of = async (ctx, { id }) => {
  const { visits, meetings } = await mobilisationCounts(ctx, id)
  return visits + meetings === 0
    ? fails('还没有走访或会议记录', 'no visit or meeting is recorded')
    : holds(`已走访 ${visits} 次、开会 ${meetings} 次`, `${visits} visits, ${meetings} meetings`)
}

const feasible: Of = (_ctx, project) =>
  Promise.resolve(
    feasibilityOf(project) === null
      ? fails('可行性论证还没有填写', 'the feasibility is not filled in')
      : holds('可行性论证已填写', 'the feasibility is filled in'),
  )

const decided: Of = async (ctx, { discussion_case_id: caseId }) => {
  if (caseId === null) {
    return fails('还没有发起“四议两公开”', 'the four discussions have not been started')
  }
  return (await hasDecided(ctx, caseId))
    ? holds('“四议两公开”已决议、公开并备案', 'decided, published and filed')
    : fails('“四议两公开”尚未办到备案', 'the four discussions are not filed yet')
}

/** Whether the village's own case has come to its filing with the town. */
export async function hasDecided(ctx: Ctx, caseId: AnyId): Promise<boolean> {
  const { standing } = await loadCase(ctx, caseId, false)
  return (
    standing.state !== 'withdrawn' &&
    standing.state !== 'refused' &&
    standing.steps.some(({ key, status }) => key === 'filing' && status === 'done')
  )
}

const drafted: Of = async (ctx, project) => {
  const judged = await judgedPlan(ctx, project)
  if (judged === null) return fails('还没有股权方案', 'there is no share plan')
  const { check, refused, faults } = judged
  const [fault] = faults
  if (fault !== undefined) {
    return fails(`股权方案有误:${fault.text.zh}`, `the plan has a fault: ${fault.text.en}`)
  }
  if (check === null) {
    return fails('须先登记筹备中的合作社,才能检查股权', 'register the co-op first')
  }
  const broken = check.findings.filter(
    ({ bound, severity, exemption }) =>
      bound === 'fails' && severity === 'block' && exemption === null,
  )
  return refused || broken.length > 0
    ? fails(
        `股权方案不符合:${broken.map(({ title }) => title.zh).join('、')}`,
        `the plan breaks: ${broken.map(({ title }) => title.en).join(', ')}`,
      )
    : holds(
        `股权方案第 ${judged.version} 版通过全部硬性规则`,
        `version ${judged.version} of the plan breaks no hard rule`,
      )
}

const registered = async (ctx: Ctx, coopId: AnyId): Promise<Evidence> => {
  const { status, creditCode } = await coopFacts(ctx, coopId)
  if (status !== 'registered') return fails('合作社状态还不是存续', 'the co-op is not registered')
  if (creditCode === null || !checkCreditCode(creditCode).valid) {
    return fails('没有正确的统一社会信用代码', 'there is no valid credit code')
  }
  return holds(`已登记,信用代码 ${creditCode}`, `registered as ${creditCode}`)
}

const paid = async (ctx: Ctx, coopId: AnyId): Promise<Evidence> => {
  const register = await registerOf(ctx, coopId)
  if (register === null) return fails('还没有成员册', 'there is no register')
  const open = register.rows.reduce((all, row) => all + row.promised, 0n)
  return open === 0n
    ? holds('出资已全部到位', 'all contributions are paid')
    : fails(`还有 ${displayYuan(open)} 元出资未到位`, `${displayYuan(open)} yuan are still unpaid`)
}

const certified = async (ctx: Ctx, coopId: AnyId): Promise<Evidence> => {
  const register = await registerOf(ctx, coopId)
  const members = register?.rows.filter(({ holder }) => holder.kind !== 'other').length ?? 0
  const page = { coopId, status: 'valid', limit: 1, offset: 0 } as const
  const { total } = await listCertificates(ctx, page)
  return members > 0 && total >= members
    ? holds(`已发放 ${total} 份成员证`, `${total} certificates are issued`)
    : fails(`成员 ${members} 户(个),已发证 ${total} 份`, `${total} of ${members} issued`)
}

/** How far the books are closed: null without books. */
async function closing(ctx: Ctx, coopId: AnyId) {
  const book = (await booksOf(ctx, [coopId])).get(coopId)
  if (book === undefined) return null
  const opened = Math.trunc(book.openedPeriod / 100)
  let closed = false
  for (let year = opened; year <= yearOf(ctx.today); year++) {
    const through = (await closedThrough(ctx, [coopId], year)).get(coopId) ?? -1
    const first = year === opened ? book.openedPeriod % 100 : 1
    closed ||= through >= first
  }
  const first = (await closedThrough(ctx, [coopId], opened)).get(coopId) ?? -1
  return { balances: first >= 0, month: closed }
}

const booked = async (ctx: Ctx, coopId: AnyId): Promise<Evidence> => {
  const books = await closing(ctx, coopId)
  const capital = await untiedCapital(ctx, coopId)
  if (books === null || capital === null) return fails('还没有建账', 'no books are kept')
  const [booked, paid] = [displayYuan(capital.booked), displayYuan(capital.paid)]
  if (capital.members > 0) {
    return fails(
      `账上股金 ${booked} 元,成员册实缴 ${paid} 元,有 ${capital.members} 户(个)不一致`,
      `${booked} yuan of capital in the books, ${paid} by the register; ${capital.members} members differ`,
    )
  }
  return books.balances
    ? holds(
        `已建账,期初余额已确认,股金 ${booked} 元与成员册一致`,
        `the books are open, their opening is confirmed, and ${booked} yuan of capital tie to the register`,
      )
    : fails('期初余额还没有确认', 'the opening balances are not confirmed')
}

const closedMonth = async (ctx: Ctx, coopId: AnyId): Promise<Evidence> => {
  const books = await closing(ctx, coopId)
  return books?.month === true
    ? holds('首月已结账', 'the first month is closed')
    : fails('首月还没有结账', 'the first month is not closed')
}

export const foundingEvidence: Readonly<Record<string, EvidenceSource>> = {
  'founding.surveyed': about(surveyed),
  'founding.visited': about(visited),
  'founding.feasibility-filled': about(feasible),
  'founding.village-decided': about(decided),
  'founding.shares-drafted': about(drafted),
  'founding.assembly-carried': forwarded(
    'governance.founding-carried',
    text('设立大会', 'the founding assembly'),
  ),
  'founding.registered': aboutCoop(registered),
  'founding.contributions-paid': aboutCoop(paid),
  'founding.certificates-issued': aboutCoop(certified),
  'founding.rules-adopted': forwarded(
    'governance.rules-complete',
    text('内部制度', 'the internal rules'),
  ),
  'founding.books-opened': aboutCoop(booked),
  'founding.month-closed': aboutCoop(closedMonth),
}
