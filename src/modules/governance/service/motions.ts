import { must } from '../../../kernel/assert.ts'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
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

  carryOutMotion: async (ctx, { coopId, motionId, on, paid, promised, note, reason }) => {
    const row = await readyMotion(ctx, { coopId, motionId, on })
    if (row.kind !== 'admission') {
      throw refuse(
        '退社、除名由成员账户结算后登记,金额不能手工填写。',
        'Whoever leaves is settled from the member account; the amounts are not typed.',
      )
    }
    const holder = 'new'
    await recordChanges(ctx, {
      coopId,
      on,
      newHolders: [
        {
          key: holder,
          kind: 'person',
          personId: must(row.person_id, 'who is admitted'),
          publicFunction: false,
        },
      ],
      changes: [
        {
          kind: 'contribution',
          holder,
          form: 'cash',
          paid,
          promised,
          units: [],
          note: note ?? `${row.name}${TITLES[row.kind]}`,
        },
      ],
      ...(reason === undefined ? {} : { reason }),
    })
    await finish(ctx, row, on)
    return { motionId, doneOn: on }
  },
}

/** A motion whose time has come, locked. @throws Refusal `conflict` when it stands in the register already. */
async function readyMotion(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly motionId: AnyId; readonly on: LocalDate },
): Promise<MotionRow> {
  const row = await motionRow(ctx, { coopId: of.coopId, id: of.motionId })
  if (row === null) throw notFound()
  if (row.done_on !== null) {
    throw new Refusal('conflict', text('已登记成员册。', 'It stands in the register already.'))
  }
  await requireReady(ctx, row, of.on)
  return row
}

async function finish(ctx: Ctx, row: MotionRow, on: LocalDate): Promise<void> {
  await finishMotion(ctx, row.id, on)
  ctx.record({ entity: 'member_motion', id: row.id, after: { doneOn: on } })
}

/** Somebody whose membership has ended by notice or by expulsion, ready to be settled. */
export interface Leaving {
  readonly holderId: AnyId
  readonly name: string
  /** The day of the written notice; null after an expulsion. */
  readonly noticeOn: LocalDate | null
  /** The accounting year at whose end membership ends (Act 25). */
  readonly year: number
}

/**
 * An exit or expulsion whose steps are done, locked.
 * @throws Refusal `not_allowed_now` before its vote, its case, its day, `conflict` once it is settled.
 */
export async function leavingBy(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly motionId: AnyId; readonly on: LocalDate },
): Promise<Leaving> {
  const row = await readyMotion(ctx, of)
  if (row.holder_id === null || (row.kind !== 'exit' && row.kind !== 'expulsion')) {
    throw refuse('这不是退社或除名。', 'Nobody leaves by this motion.')
  }
  return {
    holderId: row.holder_id,
    name: row.name,
    noticeOn: row.kind === 'exit' ? row.filed_on : null,
    year: yearOf(row.ends_on ?? of.on),
  }
}

/** Enters a settled exit in the register with what is refunded; the voucher is posted with it. */
export async function enterLeaving(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly motionId: AnyId; readonly on: LocalDate },
  settled: {
    readonly refund: {
      readonly contribution: Fen
      readonly reserveShare: Fen
      readonly lossBorne: Fen
    }
    readonly note: string | undefined
    readonly reason: string | undefined
  },
): Promise<void> {
  const row = await readyMotion(ctx, of)
  const { refund, note, reason } = settled
  await recordChanges(ctx, {
    coopId: of.coopId,
    on: of.on,
    newHolders: [],
    changes: [
      {
        kind: 'exit',
        holder: must(row.holder_id, 'who leaves'),
        noticeOn: row.filed_on,
        refund: { ...refund },
        note: note ?? `${row.name}${TITLES[row.kind]}`,
      },
    ],
    ...(reason === undefined ? {} : { reason }),
  })
  await finish(ctx, row, of.on)
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
