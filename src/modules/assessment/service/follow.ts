import type { AnyId, Id } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import { loadCase } from '../../approvals/index.ts'
import { colleaguesAt } from '../../identity/index.ts'
import { type Recipient, retire, tell } from '../../messages/index.ts'
import { sayPeriod } from '../rules/words.ts'
import { appealsOf, repliesOf } from '../store/replies.ts'
import * as store from '../store/runs.ts'
import { fingerprintOf, settle } from './ground.ts'

type Payload = Readonly<Record<string, unknown>>
const idIn = (payload: Payload, key: string): AnyId | null => {
  const value = payload[key]
  return typeof value === 'string' ? value : null
}

/** The accounts that a subject's score concerns: the person's own, or those of the town's secretary. */
async function recipientsOf(ctx: Ctx, rows: readonly store.Scored[]): Promise<Recipient[]> {
  const subjects = new Map(rows.map((row) => [row.unit_id, row]))
  const colleagues = await colleaguesAt(ctx, [...subjects.keys()])
  return colleagues.flatMap(({ accountId, personId, name, role, unitId }): Recipient[] => {
    const row = subjects.get(unitId)
    if (row === undefined) return []
    const own =
      row.person_id === null
        ? role === 'town_secretary'
        : rows.some((one) => one.unit_id === unitId && one.person_id === personId)
    return own ? [{ accountId, personId, name, unitId }] : []
  })
}

const pageOf = (row: store.Scored): string =>
  row.person_id === null
    ? `/assessment/sheets/${row.unit_id}/${row.id}`
    : `/my-assessment?subjectId=${row.id}`

async function tellSubject(
  ctx: Ctx,
  row: store.Scored,
  of: { readonly event: string; readonly words: Text; readonly dueOn: store.RunRow['reply_until'] },
): Promise<void> {
  await tell(ctx, {
    event: `${of.event}:${row.id}`,
    topic: 'assessment',
    thread: `assessment:${row.id}`,
    to: await recipientsOf(ctx, [row]),
    text: of.words,
    link: pageOf(row),
    dueOn: of.dueOn,
  })
}

/** Tells everybody who was assessed that the score can be seen: never the score itself. */
export async function tellNotified(ctx: Ctx, payload: Payload): Promise<void> {
  const runId = idIn(payload, 'runId')
  const run = runId === null ? null : await store.runRow(ctx, runId, false)
  if (run === null || run.state !== 'notified' || run.reply_until === null) return
  const rows = await store.scoredIn(ctx, run.id, null)
  const known = await recipientsOf(ctx, rows)
  const told = new Set(known.map(({ unitId }) => unitId))
  const [period, until] = [sayPeriod(run.period), run.reply_until]
  for (const row of rows.filter(({ unit_id: unitId }) => told.has(unitId))) {
    await tellSubject(ctx, row, {
      event: `assessment.notified:${run.id}`,
      words: text(
        `${period}考核得分可以查看,${until} 前可以回复或申诉。`,
        `The score of ${run.period} can be seen; reply or appeal until ${until}.`,
      ),
      dueOn: until,
    })
  }
}

/** Tells the organisation department that an appeal waits: of what period, not of whom. */
export async function tellAppeal(ctx: Ctx, payload: Payload): Promise<void> {
  const [replyId, subjectId] = [idIn(payload, 'replyId'), idIn(payload, 'subjectId')]
  const row = subjectId === null ? null : await store.scoredOne(ctx, subjectId)
  const county = await store.countyUnit(ctx)
  if (row === null || county === null || replyId === null) return
  const reply = (await repliesOf(ctx, row.id)).find(({ id }) => id === replyId)
  const run = await store.runRow(ctx, row.run_id, false)
  if (reply === undefined || run === null) return
  const desk = (await colleaguesAt(ctx, [county.id as Id<'unit'>])).filter(
    ({ role, accountId }) => role === 'county_organisation' && accountId !== run.maker,
  )
  await tell(ctx, {
    event: `assessment.appealed:${replyId}`,
    topic: 'assessment',
    thread: `assessment.appeal:${replyId}`,
    to: desk,
    text: text(
      `${sayPeriod(run.period)}考核有一件申诉待处理,${reply.due_on ?? ''} 前办结。`,
      `An appeal against a score of ${run.period} waits, due ${reply.due_on ?? ''}.`,
    ),
    link: `/assessment/sheets/${row.unit_id}/${row.id}`,
    dueOn: reply.due_on,
  })
}

/** Tells whoever appealed that it is decided. */
export async function tellDecided(ctx: Ctx, payload: Payload): Promise<void> {
  const [replyId, subjectId] = [idIn(payload, 'replyId'), idIn(payload, 'subjectId')]
  const row = subjectId === null ? null : await store.scoredOne(ctx, subjectId)
  if (row === null || replyId === null) return
  await retire(ctx, [`assessment.appeal:${replyId}`])
  await tellSubject(ctx, row, {
    event: `assessment.decided:${replyId}`,
    words: text('您的考核申诉已有处理结果。', 'Your appeal against a score has been decided.'),
    dueOn: null,
  })
}

/** A run is final, or open again, with its sign-off. */
export async function followCase(ctx: Ctx, { caseId, process }: Payload): Promise<void> {
  if (process !== 'assessment-result' || typeof caseId !== 'string') return
  const run = await store.runOfCase(ctx, caseId)
  if (run !== null) await settle(ctx, run)
}

const said = (holds: boolean, zh: string, en: string): Evidence => ({ holds, text: text(zh, en) })
type About = { readonly subjectId: AnyId | null }

/** What an assessment can prove of itself when it is signed off. */
export const assessmentEvidence = {
  'assessment.appeals-settled': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const run = subjectId === null ? null : await store.runRow(ctx, subjectId, false)
    if (run === null || run.reply_until === null) {
      return said(false, '还没有告知被考核人', 'nobody was told yet')
    }
    if (run.reply_until >= ctx.today) {
      const day = run.reply_until
      return said(false, `申诉期到 ${day} 为止`, `appeals are open until ${day}`)
    }
    const appeals = await appealsOf(ctx, run.id)
    const open = appeals.filter(({ outcome }) => outcome === null).length
    if (open > 0) return said(false, `还有 ${open} 件申诉没有办结`, `${open} appeals wait`)
    const rows = new Map((await store.scoredIn(ctx, run.id, null)).map((row) => [row.id, row]))
    const stale = appeals.some(
      ({ outcome, version, subject_id: id }) =>
        outcome === 'upheld' && (rows.get(id)?.version ?? 0) <= version,
    )
    return stale
      ? said(false, '申诉成立后还没有重新核算', 'not computed again after an appeal was upheld')
      : said(true, '申诉期已满,申诉均已办结', 'the time is over and every appeal is settled')
  },
  'assessment.unchanged': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const run = subjectId === null ? null : await store.runRow(ctx, subjectId, false)
    if (run === null || run.case_id === null) {
      return said(false, '没有送审的结果', 'nothing was sent')
    }
    const { facts } = await loadCase(ctx, run.case_id, false)
    return facts['hash'] === fingerprintOf(await store.scoredIn(ctx, run.id, null))
      ? said(true, '与送审的结果一致', 'as it was sent')
      : said(false, '送审后又重新核算,请撤回后重新送审', 'computed again since')
  },
  'assessment.other-signer': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const run = subjectId === null ? null : await store.runRow(ctx, subjectId, false)
    const own = run?.maker !== null && run?.maker === actorAccount(ctx)
    return own
      ? said(false, '核算人不能审定自己的核算', 'whoever computed it does not sign it off')
      : said(true, '由核算人以外的人审定', 'signed off by somebody else')
  },
}
