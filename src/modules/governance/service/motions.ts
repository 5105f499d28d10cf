import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { casesAbout, loadCase, startCase, type Values } from '../../approvals/index.ts'
import { coopFacts, personsByIds } from '../../registry/index.ts'
import { type Holder, recordChanges, registerOf } from '../../shares/index.ts'
import type { motionVerbs as contract } from '../contract/motions.ts'
import { exitDay } from '../rules/exit.ts'
import type { MotionKind, MotionRow } from '../store.ts'
import { finishMotion, insertMotion, motionPage, motionRow, openMotions } from '../store/motions.ts'
import { resolutionsAbout } from '../store/resolutions.ts'
import { MODEL_CHARTER } from '../rules/charter.ts'
import { charterOn } from './body.ts'
import { refuse } from './loaded.ts'

type MotionVerbs = Verbs<typeof contract, Ctx>
type Given = Input<(typeof contract)['fileMotion']>

const PROCESSES: Readonly<Record<MotionKind, string>> = {
  admission: 'member-admission',
  exit: 'member-exit',
  expulsion: 'member-expulsion',
  dissolution: 'coop-dissolution',
}

const TITLES: Readonly<Record<MotionKind, string>> = {
  admission: '入社',
  exit: '退社',
  expulsion: '除名',
  dissolution: '解散',
}

/** Whom a motion is about. @throws Refusal `bad_input` where that is not said, `not_found` for strangers. */
async function aboutWhom(
  ctx: Ctx,
  { coopId, kind, holderId, personId }: Given,
): Promise<{
  readonly name: string
  readonly holder: Holder | null
  readonly personId: AnyId | null
}> {
  const rows = (await registerOf(ctx, coopId))?.rows ?? []
  if (kind === 'dissolution') {
    return { name: (await coopFacts(ctx, coopId)).name, holder: null, personId: null }
  }
  if (kind === 'admission') {
    if (personId === undefined) throw missing('personId')
    const person = (await personsByIds(ctx, [personId])).get(personId)
    const { villageId } = await coopFacts(ctx, coopId)
    // People of other villages come in through the registry's own search, which has its own scope.
    if (person === undefined || person.villageId !== villageId) throw notFound()
    if (rows.some(({ holder }) => holder.personId === personId)) {
      throw new Refusal(
        'conflict',
        text(`${person.name} 已是成员。`, `${person.name} is a member already.`),
      )
    }
    return { name: person.name, holder: null, personId }
  }
  if (holderId === undefined) throw missing('holderId')
  const holder = rows.find((row) => row.holder.id === holderId)?.holder
  if (holder === undefined || holder.kind === 'other') throw notFound()
  return { name: holder.name, holder, personId: holder.personId }
}

const missing = (field: string): Refusal =>
  badInput([{ path: `$.${field}`, text: text('缺少', 'is missing') }])

/** Nobody leaves once the co-op is being dissolved (Art. 51). */
async function refuseWhileDissolving(ctx: Ctx, coopId: AnyId, kind: MotionKind): Promise<void> {
  const { status } = await coopFacts(ctx, coopId)
  if (kind !== 'exit' || (status !== 'liquidating' && status !== 'revoked')) return
  throw refuse(
    '合作社解散事由发生后,不能办理成员退社手续(第五十一条)。',
    'Once dissolution has begun nobody leaves (Art. 51).',
  )
}

async function whenItEnds(
  ctx: Ctx,
  coopId: AnyId,
  about: { readonly kind: MotionKind; readonly holder: Holder | null },
): Promise<{ readonly endsOn: LocalDate | null; readonly findings: readonly Finding[] }> {
  if (about.kind === 'expulsion') {
    return { endsOn: `${ctx.today.slice(0, 4)}-12-31` as LocalDate, findings: [] }
  }
  if (about.kind !== 'exit') return { endsOn: null, findings: [] }
  const { members } = (await charterOn(ctx, coopId)) ?? MODEL_CHARTER
  const months = about.holder?.kind === 'person' ? members.exitPersonMonths : members.exitUnitMonths
  const { endsOn, finding } = exitDay(ctx.today, months)
  return { endsOn, findings: [finding] }
}

export const motionVerbs: MotionVerbs = {
  listMotions: async (ctx, { limit, offset, ...filter }) => {
    const { total, rows } = await motionPage(ctx, filter, { limit, offset })
    const cases = new Map(
      (
        await casesAbout(
          ctx,
          rows.map(({ id }) => id),
        )
      ).map((one) => [one.id, one]),
    )
    const out = []
    for (const row of rows) {
      const about = await resolutionsAbout(ctx, { coopId: row.coop_id, subjectId: row.id })
      out.push({
        motionId: row.id,
        coopId: row.coop_id,
        coopName: row.coop_name,
        kind: row.kind,
        name: row.name,
        filedOn: row.filed_on,
        endsOn: row.ends_on,
        caseId: row.case_id,
        caseState: cases.get(row.case_id)?.state ?? '',
        resolution: about.find(({ carried }) => carried)?.number ?? null,
        doneOn: row.done_on,
      })
    }
    return { total, rows: out }
  },

  fileMotion: async (ctx, input) => {
    const { coopId, kind, grounds } = input
    await refuseWhileDissolving(ctx, coopId, kind)
    const { name, holder, personId } = await aboutWhom(ctx, input)
    const about = holder?.id ?? personId
    const open = await openMotions(ctx, { coopId, about, kind })
    for (const one of open) {
      const { standing } = await loadCase(ctx, one.case_id, false)
      if (standing.state !== 'running') continue
      throw new Refusal('conflict', text('同一事项正在办理。', 'The same is under way already.'))
    }
    const { endsOn, findings } = await whenItEnds(ctx, coopId, { kind, holder })
    const id = ctx.newId()
    const facts: Values = {
      ...(kind === 'dissolution' ? {} : { name }),
      ...(kind === 'exit' ? { noticeOn: ctx.today, endsOn: endsOn ?? ctx.today } : {}),
      ...(kind === 'expulsion' || kind === 'dissolution' ? { grounds } : {}),
    }
    const opened = await startCase(ctx, {
      process: PROCESSES[kind],
      unitId: coopId,
      title: `${name}${TITLES[kind]}`,
      subject: { kind: 'motion', id },
      facts,
    })
    const caseId = opened.row.id
    await insertMotion(ctx, {
      id,
      coop_id: coopId,
      kind,
      holder_id: holder?.id ?? null,
      person_id: holder === null ? personId : null,
      name,
      filed_on: ctx.today,
      ends_on: endsOn,
      case_id: caseId,
    })
    ctx.record({ entity: 'member_motion', id, after: { kind, name, endsOn, grounds } })
    return { motionId: id, caseId, endsOn, findings: [...findings] }
  },

  carryOutMotion: async (ctx, input) => {
    const { coopId, motionId, on } = input
    const row = await motionRow(ctx, { coopId, id: motionId })
    if (row === null) throw notFound()
    if (row.done_on !== null) {
      throw new Refusal('conflict', text('已登记成员册。', 'It stands in the register already.'))
    }
    await requireReady(ctx, row, on)
    const holder = 'new'
    await recordChanges(ctx, {
      coopId,
      on,
      newHolders:
        row.kind === 'admission'
          ? [
              {
                key: holder,
                kind: 'person',
                personId: must(row.person_id, 'who is admitted'),
                publicFunction: false,
              },
            ]
          : [],
      changes: [changeOf(row, input, holder)],
      ...(input.reason === undefined ? {} : { reason: input.reason }),
    })
    await finishMotion(ctx, motionId, on)
    ctx.record({ entity: 'member_motion', id: motionId, after: { doneOn: on } })
    return { motionId, doneOn: on }
  },
}

function changeOf(
  row: MotionRow,
  input: Input<(typeof contract)['carryOutMotion']>,
  holder: string,
) {
  const note = input.note ?? `${row.name}${TITLES[row.kind]}`
  return row.kind === 'admission'
    ? {
        kind: 'contribution' as const,
        holder,
        form: 'cash' as const,
        paid: input.paid,
        promised: input.promised,
        units: [],
        note,
      }
    : {
        kind: 'exit' as const,
        holder: row.holder_id ?? '',
        noticeOn: row.filed_on,
        ...(input.refund === undefined ? {} : { refund: input.refund }),
        note,
      }
}

/** @throws Refusal `not_allowed_now` before the vote, the hearing or the day on which a membership ends. */
async function requireReady(ctx: Ctx, row: MotionRow, on: LocalDate): Promise<void> {
  if (row.kind === 'dissolution')
    throw refuse('解散不登记成员册。', 'A dissolution is no matter of the register.')
  if (row.kind !== 'exit') {
    const about = await resolutionsAbout(ctx, { coopId: row.coop_id, subjectId: row.id })
    if (!about.some(({ carried }) => carried)) {
      throw refuse('成员大会还没有通过。', 'The assembly has not carried it.')
    }
  }
  const { standing } = await loadCase(ctx, row.case_id, false)
  const before = standing.steps.find(({ key }) => key === 'register')
  if (standing.state !== 'running' || before?.status !== 'open') {
    throw refuse('前面的环节还没有办完。', 'Earlier steps of its case are not done.')
  }
  if (row.ends_on !== null && on < row.ends_on) {
    throw refuse(
      `成员资格于 ${row.ends_on} 终止,不能提前。`,
      `Membership ends on ${row.ends_on}, not before.`,
    )
  }
}
