import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, type Refusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/role.ts'
import { ROLES } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { calendarFor, dayAfter } from '../../approvals/index.ts'
import { retire } from '../../messages/index.ts'
import type { visitVerbs as contract } from '../contract/visits.ts'
import type { Answerer, IssueAct, IssueKind } from '../model.ts'
import { isLate, type IssueStanding, refusalOf, standingOf, stepOf } from '../rules/issue.ts'
import { visitPaper } from '../rules/papers.ts'
import { helpersOf, unitHeads } from '../store/helpers.ts'
import type { HelpTables } from '../store.ts'
import * as store from '../store/visits.ts'
import { keepFile, paperFile } from './files.ts'
import { helpRules, reaches, refused, refuseFuture } from './ground.ts'
import { ISSUE_OPEN, threadOf } from './tell.ts'

type ActRow = HelpTables['help_issue_act']

const rolesOf = (ctx: Ctx): readonly Role[] =>
  ctx.actor.kind === 'account' ? ctx.actor.grants.map(({ role }) => role) : []

const NEXT = ['answer', 'forward', 'solve', 'reopen'] as const

/** What the caller may do next with an issue. */
function openTo(ctx: Ctx, standing: IssueStanding): (typeof NEXT)[number][] {
  if (!ctx.may('help.raise')) return []
  const by = { roles: rolesOf(ctx), accountId: actorAccount(ctx) }
  return NEXT.filter((act) => refusalOf(standing, act, by) === null)
}

/** The last day to answer: so many working days from today. */
async function answerBy(ctx: Ctx): Promise<LocalDate | null> {
  const { answerDays } = await helpRules(ctx)
  return dayAfter(ctx.today, { days: answerDays, working: true }, await calendarFor(ctx))
}

interface Raised {
  readonly kind: IssueKind
  readonly what: string
  readonly toRole: Answerer
  readonly dueOn: LocalDate | null
}

/** Writes an issue down. @returns its id and its day. */
async function raise(
  ctx: Ctx,
  at: { readonly unitId: AnyId; readonly visitId: AnyId | null; readonly path: string },
  issue: Raised,
) {
  if (issue.dueOn !== null && issue.dueOn < ctx.today) {
    const said = text('不能早于今天', 'must not be before today')
    throw badInput([{ path: `${at.path}.dueOn`, text: said }])
  }
  const id = ctx.newId()
  const dueOn = issue.dueOn ?? (await answerBy(ctx))
  const account = actorAccount(ctx)
  await store.insertIssue(
    ctx,
    {
      id,
      unit_id: at.unitId as Id<'unit'>,
      visit_id: at.visitId,
      kind: issue.kind,
      what: issue.what,
      raised_on: ctx.today,
      account_id: account,
    },
    {
      act: 'raise',
      to_role: issue.toRole,
      due_on: dueOn,
      on_date: ctx.today,
      said: issue.what,
      account_id: account,
    },
  )
  ctx.record({ entity: 'help_issue', id, after: { toRole: issue.toRole, dueOn } })
  ctx.emit(ISSUE_OPEN, { issueId: id })
  return { id, dueOn }
}

export const visitVerbs: Verbs<typeof contract, Ctx> = {
  recordVisit: async (ctx, { unitId, helperId, on, place, did, photos, issues }) => {
    const unit = (await unitHeads(ctx, [unitId])).get(unitId)
    if (unit === undefined || unit.kind === 'county') throw notFound()
    refuseFuture(ctx, on, '$.on')
    if (helperId !== null) await mustHelp(ctx, helperId, unit.ancestors)
    const fileIds: AnyId[] = []
    for (const [i, photo] of photos.entries()) {
      const path = `$.photos[${i}].content`
      fileIds.push(await keepFile(ctx, unitId, { ...photo, path, photo: true }))
    }
    const id = ctx.newId()
    await store.insertVisit(
      ctx,
      {
        id,
        unit_id: unitId as Id<'unit'>,
        helper_id: helperId,
        on_date: on,
        place,
        did,
        account_id: actorAccount(ctx),
      },
      fileIds,
    )
    ctx.record({ entity: 'help_visit', id, after: { unitId, helperId, on, photos: photos.length } })
    const issueIds: AnyId[] = []
    for (const [i, issue] of issues.entries()) {
      const at = { unitId, visitId: id, path: `$.issues[${i}]` }
      issueIds.push((await raise(ctx, at, issue)).id)
    }
    return { visitId: id, issueIds }
  },

  withdrawVisit: async (ctx, { unitId, visitId, reason }) => {
    const visit = await store.visitRow(ctx, { unitId, id: visitId })
    if (visit === null) throw notFound()
    const account = actorAccount(ctx)
    if (account !== null && visit.account_id !== account) {
      throw refused('只有登记人可以撤销。', 'Only who recorded it can take it back.')
    }
    await store.withdrawVisit(ctx, visitId, reason)
    ctx.record({ entity: 'help_visit', id: visitId, after: { withdrawn: reason } })
    return {}
  },

  listHelpVisits: async (ctx, { limit, offset, ...filter }) => {
    const all = await store.visitRows(ctx, filter)
    const page = all.slice(offset, offset + limit)
    const files = Map.groupBy(
      await store.filesOfVisits(
        ctx,
        page.map(({ id }) => id),
      ),
      (file) => file.visit_id,
    )
    const issues = await issuesByVisit(ctx, filter)
    return {
      total: all.length,
      rows: page.map((row) => ({
        visitId: row.id,
        unit: { id: row.unit_id, name: row.unit_name },
        helper: row.helper_id === null ? null : { id: row.helper_id, name: row.helper_name ?? '' },
        channel: row.channel,
        on: row.on_date,
        place: row.place,
        did: row.did,
        by: row.recorded_by,
        files: (files.get(row.id) ?? []).map((file) => ({
          fileId: file.id,
          name: file.name,
          mediaType: file.media_type,
        })),
        issues: issues.get(row.id)?.length ?? 0,
        openIssues: (issues.get(row.id) ?? []).filter(({ standing }) => standing.state !== 'solved')
          .length,
        withdrawn: row.withdraw_reason,
      })),
    }
  },

  printVisitLog: async (ctx, { unitId, from, to, format }) => {
    const unit = (await unitHeads(ctx, [unitId])).get(unitId)
    if (unit === undefined) throw notFound()
    const visits = (await store.visitRows(ctx, { unitId, from, to })).filter(
      ({ withdrawn_on: on }) => on === null,
    )
    const files = Map.groupBy(
      await store.filesOfVisits(
        ctx,
        visits.map(({ id }) => id),
      ),
      (file) => file.visit_id,
    )
    const issues = await issuesByVisit(ctx, { unitId })
    const paper = visitPaper({
      unit: unit.name,
      from,
      to,
      visits: visits.toReversed().map((visit) => ({
        on: visit.on_date,
        place: visit.place === '' ? visit.unit_name : `${visit.unit_name} ${visit.place}`,
        helper: visit.helper_name ?? visit.recorded_by,
        did: visit.did,
        issues: (issues.get(visit.id) ?? []).map(({ row, acts, standing }) => {
          const last = acts.findLast(({ act }) => act === 'answer')
          const said = last === undefined ? '未答复' : `答复：${last.said}`
          return `${row.what}（${standing.state === 'solved' ? '已办结' : said}）`
        }),
        photos: (files.get(visit.id) ?? []).length,
        by: visit.recorded_by,
      })),
    })
    return paperFile(ctx, paper, format)
  },

  raiseIssue: async (ctx, { unitId, ...issue }) => {
    const unit = (await unitHeads(ctx, [unitId])).get(unitId)
    if (unit === undefined || unit.kind === 'county') throw notFound()
    const { id, dueOn } = await raise(ctx, { unitId, visitId: null, path: '$' }, issue)
    return { issueId: id, dueOn }
  },

  actOnIssue: async (ctx, { unitId, issueId, act, said, toRole, dueOn }) => {
    await lockFor(ctx.tx, `help-issue:${issueId}`)
    const issue = await store.issueRow(ctx, { unitId, id: issueId })
    if (issue === null) throw notFound()
    const acts = (await store.actsOf(ctx, [issueId])).get(issueId) ?? []
    const standing = standingOf(acts.map(stepOf))
    const by = { roles: rolesOf(ctx), accountId: actorAccount(ctx) }
    const no: Refusal | null = refusalOf(standing, act, by)
    if (no !== null) throw no
    if (act === 'forward' && (toRole === null || toRole === standing.toRole)) {
      const other = text('请选择另一个办理单位', 'name somebody else')
      throw badInput([{ path: '$.toRole', text: other }])
    }
    if (dueOn !== null && dueOn < ctx.today) {
      const late = text('不能早于今天', 'must not be before today')
      throw badInput([{ path: '$.dueOn', text: late }])
    }
    const opens = act === 'forward' || act === 'reopen'
    const row = {
      issue_id: issueId,
      seq: acts.length + 1,
      act: act as IssueAct,
      to_role: act === 'forward' ? toRole : null,
      due_on: opens ? (dueOn ?? (await answerBy(ctx))) : null,
      on_date: ctx.today,
      said,
      account_id: by.accountId,
    }
    await store.insertAct(ctx, row)
    ctx.record({ entity: 'help_issue', id: issueId, after: { act, toRole: row.to_role } })
    // Whoever was told before is waited for no more; who must answer now is told anew.
    await retire(ctx, [threadOf(issueId)])
    if (opens) ctx.emit(ISSUE_OPEN, { issueId })
    const now = standingOf([
      ...acts.map(stepOf),
      { act, toRole: row.to_role, dueOn: row.due_on, onDate: ctx.today, accountId: by.accountId },
    ])
    return { state: now.state, dueOn: now.dueOn }
  },

  listIssues: async (ctx, { unitId, visitId, state, limit, offset }) => {
    const all = await loadIssues(ctx, { unitId, visitId })
    const roles = rolesOf(ctx).filter((role) => ROLES[role].level !== 'person')
    const isMine = ({ standing }: Loaded): boolean =>
      standing.state === 'open' &&
      standing.toRole !== null &&
      roles.includes(standing.toRole) &&
      ctx.may('help.raise')
    const late = (one: Loaded): boolean => isLate(one.standing, ctx.today)
    const rows = all.filter((one) => {
      if (state === 'all') return true
      if (state === 'late') return late(one)
      return state === 'mine' ? isMine(one) : one.standing.state === state
    })
    const inState = (wanted: IssueStanding['state']): number =>
      all.filter(({ standing }) => standing.state === wanted).length
    return {
      total: rows.length,
      open: inState('open'),
      late: all.filter(late).length,
      mine: all.filter(isMine).length,
      solved: inState('solved'),
      rows: rows.slice(offset, offset + limit).map((one) => shownIssue(ctx, one)),
    }
  },
}

interface Loaded {
  readonly row: store.IssueRow
  readonly acts: readonly ActRow[]
  readonly standing: IssueStanding
}

async function loadIssues(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly visitId?: AnyId | undefined },
): Promise<Loaded[]> {
  const rows = await store.issueRows(ctx, filter)
  const acts = await store.actsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const own = acts.get(row.id) ?? []
    return { row, acts: own, standing: standingOf(own.map(stepOf)) }
  })
}

async function issuesByVisit(
  ctx: Ctx,
  { unitId }: { readonly unitId?: AnyId | undefined },
): Promise<Map<AnyId | null, Loaded[]>> {
  return Map.groupBy(await loadIssues(ctx, { unitId }), ({ row }) => row.visit_id)
}

const shownIssue = (ctx: Ctx, { row, acts, standing }: Loaded) => ({
  issueId: row.id,
  unit: { id: row.unit_id, name: row.unit_name },
  kind: row.kind,
  what: row.what,
  raisedOn: row.raised_on,
  by: row.recorded_by,
  state: standing.state,
  toRole: standing.toRole,
  dueOn: standing.dueOn,
  late: isLate(standing, ctx.today),
  visitId: row.visit_id,
  open: openTo(ctx, standing),
  acts: acts.map((act) => ({
    act: act.act,
    on: act.on_date,
    by: act.recorded_by,
    said: act.said,
    toRole: act.to_role,
    dueOn: act.due_on,
  })),
})

/** A visitor named as helper is one whom the caller reaches, or who helps here. */
async function mustHelp(ctx: Ctx, helperId: AnyId, ancestors: readonly AnyId[]): Promise<void> {
  const [helper] = await helpersOf(ctx, [helperId])
  const home =
    helper === undefined ? undefined : (await unitHeads(ctx, [helper.unit_id])).get(helper.unit_id)
  const near = home !== undefined && (ancestors.includes(home.id) || reaches(ctx, home.ancestors))
  if (!near) {
    const said = text('没有这位帮扶人', 'no such helper here')
    throw badInput([{ path: '$.helperId', text: said }])
  }
}
